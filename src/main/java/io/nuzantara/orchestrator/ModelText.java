package io.nuzantara.orchestrator;

import tools.jackson.databind.JsonNode;

/** Words of a model as they may be kept: foreign text, without anything that is not seen, and short. */
final class ModelText {

    private static final int LONGEST = 300;

    private ModelText() {}

    /** The text of this node; empty when it is none. */
    static String of(JsonNode node) {
        return node.isString() ? cut(node.stringValue()) : "";
    }

    /** Line breaks become blanks; control, format and private characters and halves of pairs are left out. */
    private static String cut(String text) {
        return text.codePoints()
                .limit(4L * LONGEST)
                .map(sign -> Character.isWhitespace(sign) ? ' ' : sign)
                .filter(ModelText::isSeen)
                .limit(LONGEST)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
    }

    private static boolean isSeen(int sign) {
        return switch (Character.getType(sign)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
