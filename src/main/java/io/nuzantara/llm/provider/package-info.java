/** Calls to the providers of models: one bounded HTTP client, the vendors' protocols over it, faults by name. */
@NullMarked
package io.nuzantara.llm.provider;

import org.jspecify.annotations.NullMarked;
