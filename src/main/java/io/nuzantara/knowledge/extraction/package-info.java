/** Finds entities, literals and facts in one message, without a model: pure functions over text. */
@NullMarked
package io.nuzantara.knowledge.extraction;

import org.jspecify.annotations.NullMarked;
