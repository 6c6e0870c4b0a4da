/** How ready the service is, and how its deployment stands, over HTTP. */
@NullMarked
package io.nuzantara.readiness.web;

import org.jspecify.annotations.NullMarked;
