/** The orchestrator over HTTP: start a cycle, read cycles, see what would run now. */
@NullMarked
package io.nuzantara.orchestrator.web;

import org.jspecify.annotations.NullMarked;
