/** The agents' HTTP contract, served. */
@NullMarked
package io.nuzantara.execution.web;

import org.jspecify.annotations.NullMarked;
