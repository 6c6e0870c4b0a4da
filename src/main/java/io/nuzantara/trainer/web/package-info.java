/** The trainer's HTTP edge: analyses and proposals to read. */
@NullMarked
package io.nuzantara.trainer.web;

import org.jspecify.annotations.NullMarked;
