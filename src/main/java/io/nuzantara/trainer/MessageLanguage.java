package io.nuzantara.trainer;

import org.jspecify.annotations.Nullable;

/** Tells the language of a message, as two letters; null when it cannot be told. */
@FunctionalInterface
interface MessageLanguage {

    @Nullable
    String of(String text);
}
