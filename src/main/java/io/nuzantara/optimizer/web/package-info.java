/** Performance over HTTP. */
@NullMarked
package io.nuzantara.optimizer.web;

import org.jspecify.annotations.NullMarked;
