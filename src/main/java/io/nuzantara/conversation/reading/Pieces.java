package io.nuzantara.conversation.reading;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Cuts a file into the bytes of its records. */
interface Pieces {

    /** The next piece, or null at the end. */
    @Nullable
    Piece next() throws IOException;
}
