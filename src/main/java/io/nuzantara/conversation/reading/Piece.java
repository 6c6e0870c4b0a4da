package io.nuzantara.conversation.reading;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The bytes of one record, or why there are none. */
sealed interface Piece {

    /** The longest record that is held, as bytes. */
    int LONGEST = 1 << 20;

    long number();

    /** The bytes of a record without its end of line. */
    final class Bytes implements Piece {

        private final long number;
        private final byte[] bytes;

        Bytes(long number, byte[] bytes) {
            this.number = number;
            this.bytes = bytes;
        }

        @Override
        public long number() {
            return number;
        }

        int length() {
            return bytes.length;
        }

        /** The text, when it is UTF-8 to the letter. */
        Optional<String> text() {
            try {
                return Optional.of(StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)
                        .decode(ByteBuffer.wrap(bytes))
                        .toString());
            } catch (CharacterCodingException e) {
                return Optional.empty();
            }
        }
    }

    /** A piece that was skipped. */
    record Broken(long number, Damage damage) implements Piece {}
}
