package io.nuzantara.trainer;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** A change of one text file in the form that {@code git apply} takes. */
final class UnifiedPatch {

    private static final int CONTEXT = 3;
    private static final String NO_LINE_END = "\n\\ No newline at end of file";

    private UnifiedPatch() {}

    /**
     * The unified diff of a file.
     *
     * @param path relative to the root of the repository
     */
    static String of(String path, String before, String after) {
        var old = lines(before);
        // git ends a name that holds a space with a tab, so that it can tell where the name ends
        var end = path.contains(" ") ? "\t" : "";
        var hunks = UnifiedDiffUtils.generateUnifiedDiff(
                "a/" + path + end, "b/" + path + end, old, DiffUtils.diff(old, lines(after)), CONTEXT);
        return "diff --git a/%1$s b/%1$s\nindex %2$s..%3$s\n".formatted(path, blobId(before), blobId(after))
                + String.join("\n", hunks)
                + "\n";
    }

    /** The id git gives to a file of this content: SHA-1 of {@code blob <length>\0<bytes>}. */
    static String blobId(String content) {
        var bytes = content.getBytes(StandardCharsets.UTF_8);
        var header = "blob %d\0".formatted(bytes.length).getBytes(StandardCharsets.US_ASCII);
        return hash("SHA-1", header, bytes);
    }

    /** SHA-256 of a diff; the same diff is the same proposal. */
    static String hash(String diff) {
        return hash("SHA-256", diff.getBytes(StandardCharsets.UTF_8));
    }

    private static String hash(String algorithm, byte[]... parts) {
        try {
            var digest = MessageDigest.getInstance(algorithm);
            for (var part : parts) {
                digest.update(part);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(algorithm + " is part of every JDK", e);
        }
    }

    /** Lines without their line feed; a carriage return is content, and a missing last line feed is said as git says it. */
    private static List<String> lines(String text) {
        if (text.isEmpty()) {
            return List.of();
        }
        var lines = new ArrayList<>(List.of(text.split("\n", -1)));
        var last = lines.removeLast();
        if (!last.isEmpty()) {
            lines.add(last + NO_LINE_END);
        }
        return lines;
    }
}
