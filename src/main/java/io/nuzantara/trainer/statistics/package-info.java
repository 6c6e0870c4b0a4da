/** The statistics of the trainer as pure functions, each checked against published worked numbers. */
@NullMarked
package io.nuzantara.trainer.statistics;

import org.jspecify.annotations.NullMarked;
