package io.nuzantara.knowledge;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Rows as arrays of their columns, for statements over {@code unnest}. */
final class Columns {

    private Columns() {}

    interface TextOf<T> {
        @Nullable
        String of(T row);
    }

    /** One text column; its elements may be absent. */
    static <T> @Nullable String[] texts(Collection<T> rows, TextOf<T> text) {
        var texts = new @Nullable String[rows.size()];
        var i = 0;
        for (var row : rows) {
            texts[i++] = text.of(row);
        }
        return texts;
    }
}
