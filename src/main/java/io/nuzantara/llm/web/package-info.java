/** What language models cost, over HTTP. */
@NullMarked
package io.nuzantara.llm.web;

import org.jspecify.annotations.NullMarked;
