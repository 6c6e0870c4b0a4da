/** The pages: controllers and the records they show. */
@NullMarked
package io.nuzantara.dashboard.web;

import org.jspecify.annotations.NullMarked;
