package io.nuzantara.conversation;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.nuzantara.conversation.reading.TableCells;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The refused rows of one file with their original columns and why they were refused, to be mended and sent again: the
 * columns that begin with an underscore are passed over then.
 */
final class RefusedFile {

    private static final List<String> OWN = List.of("_row", "_column", "_code", "_reason", "_fix");

    private final Path path;
    private final boolean table;
    private final List<String> columns;
    private final boolean keepSensitive;

    RefusedFile(Path path, boolean table, List<String> columns, boolean keepSensitive) {
        this.path = path;
        this.table = table;
        this.columns =
                columns.stream().filter(column -> !column.startsWith("_")).toList();
        this.keepSensitive = keepSensitive;
    }

    /**
     * Writes refusals behind the first {@code length} bytes; what lies there from a block that was never committed is cut off.
     *
     * @param originals what the source wrote, by number of the row, where it could be read
     * @return the new length
     */
    long append(long length, List<CheckedRow.Refused> refusals, Map<Long, ObjectNode> originals) {
        var text = table ? rows(length == 0, refusals, originals) : objects(refusals, originals);
        try (var channel = FileChannel.open(
                path,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            channel.truncate(length);
            channel.position(length);
            var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
            return channel.position();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String rows(boolean withHeader, List<CheckedRow.Refused> refusals, Map<Long, ObjectNode> originals) {
        var text = new StringWriter();
        var writer = CsvWriter.builder().build(text);
        if (withHeader) {
            var header = new ArrayList<>(columns);
            header.addAll(OWN);
            writer.writeRecord(header);
        }
        for (var refusal : refusals) {
            var fields = originals.getOrDefault(refusal.number(), JsonNodeFactory.instance.objectNode());
            var cells = new ArrayList<String>();
            columns.forEach(column -> cells.add(cell(column, fields)));
            own(refusal)
                    .properties()
                    .forEach(field -> cells.add(field.getValue().asString()));
            writer.writeRecord(cells);
        }
        flush(writer);
        return text.toString();
    }

    private static void flush(CsvWriter writer) {
        try {
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String cell(String column, ObjectNode fields) {
        var field = fields.get(column);
        if (field == null || isWithheld(column)) {
            return "";
        }
        return field.isNull() ? TableCells.CLEARED : TableCells.cell(field.asString());
    }

    private String objects(List<CheckedRow.Refused> refusals, Map<Long, ObjectNode> originals) {
        var text = new StringBuilder();
        for (var refusal : refusals) {
            var object = JsonNodeFactory.instance.objectNode();
            originals.getOrDefault(refusal.number(), object).properties().stream()
                    .filter(field -> !field.getKey().startsWith("_") && !isWithheld(field.getKey()))
                    .toList()
                    .forEach(field -> object.set(field.getKey(), field.getValue()));
            object.setAll(own(refusal));
            text.append(object).append('\n');
        }
        return text.toString();
    }

    private boolean isWithheld(String column) {
        return !keepSensitive && Attributes.isSensitive(column);
    }

    private static ObjectNode own(CheckedRow.Refused refusal) {
        var own = JsonNodeFactory.instance.objectNode();
        List<JsonNode> values = List.of(
                JsonNodeFactory.instance.numberNode(refusal.number()),
                JsonNodeFactory.instance.stringNode(refusal.column()),
                JsonNodeFactory.instance.stringNode(refusal.code().code()),
                JsonNodeFactory.instance.stringNode(refusal.code().reason()),
                JsonNodeFactory.instance.stringNode(refusal.code().fix()));
        for (var i = 0; i < OWN.size(); i++) {
            own.set(OWN.get(i), values.get(i));
        }
        return own;
    }
}
