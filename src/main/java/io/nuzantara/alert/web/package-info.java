/** Alerts over HTTP: what is wrong, what was, and who was told. */
@NullMarked
package io.nuzantara.alert.web;

import org.jspecify.annotations.NullMarked;
