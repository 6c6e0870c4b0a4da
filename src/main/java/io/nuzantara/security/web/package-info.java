/** The HTTP edge of security: filter chains, problems, tokens and sign-in. */
@NullMarked
package io.nuzantara.security.web;

import org.jspecify.annotations.NullMarked;
