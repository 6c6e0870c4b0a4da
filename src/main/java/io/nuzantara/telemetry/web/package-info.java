/** What the system does, over HTTP. */
@NullMarked
package io.nuzantara.telemetry.web;

import org.jspecify.annotations.NullMarked;
