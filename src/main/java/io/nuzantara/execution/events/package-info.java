/** Events of executions while they happen: one query a second and node, however many clients follow. */
@NullMarked
package io.nuzantara.execution.events;

import org.jspecify.annotations.NullMarked;
