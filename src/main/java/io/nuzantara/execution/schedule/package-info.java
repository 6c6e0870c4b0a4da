/** When agents start by themselves: cron expressions in a time zone, right in the nights in which the clock changes. */
@NullMarked
package io.nuzantara.execution.schedule;

import org.jspecify.annotations.NullMarked;
