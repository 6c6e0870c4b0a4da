/** Providers of language models on loopback, for tests: both protocols, every fault, and a log of what was asked. */
@NullMarked
package io.nuzantara.llm.fake;

import org.jspecify.annotations.NullMarked;
