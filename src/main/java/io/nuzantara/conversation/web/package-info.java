/** Imports and ratings over HTTP. */
@NullMarked
package io.nuzantara.conversation.web;

import org.jspecify.annotations.NullMarked;
