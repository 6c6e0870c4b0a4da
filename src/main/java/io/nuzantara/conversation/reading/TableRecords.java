package io.nuzantara.conversation.reading;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/** Rows of a table with a header row: CSV per RFC 4180, or the same with tabs. */
final class TableRecords implements RecordReader {

    private static final int LONGEST_NAME = 100;

    private final OpenFile file;
    private final Pieces pieces;
    private final CsvReader.CsvReaderBuilder cells;
    private final List<String> columns;

    /**
     * Reads the header.
     *
     * @throws FileRefused when it is no header
     */
    TableRecords(OpenFile file, Pieces pieces, char separator) {
        this.file = file;
        this.pieces = pieces;
        this.cells = CsvReader.builder().fieldSeparator(separator).skipEmptyLines(false);
        this.columns = header(file.next(pieces));
    }

    private List<String> header(@Nullable Piece first) {
        var header = first instanceof Piece.Bytes bytes ? cells(bytes) : null;
        if (header == null) {
            throw new FileRefused(
                    "header_missing", "The first line is no header: write the names of the columns there.");
        }
        var names = header.stream()
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .toList();
        var seen = new HashSet<String>();
        for (var name : names) {
            check(name, seen.add(name));
        }
        return names;
    }

    private static void check(String name, boolean isNew) {
        if (name.isEmpty()) {
            throw new FileRefused("header_empty", "A column has no name: name it or take it out.");
        }
        if (!isNew) {
            throw new FileRefused("header_duplicate", "Two columns have the same name: rename one or take it out.");
        }
        if (name.length() > LONGEST_NAME
                || !Texts.isStorable(name)
                || name.chars().anyMatch(Character::isISOControl)) {
            throw new FileRefused(
                    "header_invalid",
                    "A column name is longer than 100 characters or has control characters: is the first line the header?");
        }
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public boolean table() {
        return true;
    }

    @Override
    public @Nullable SourceRecord next() {
        var piece = file.next(pieces);
        return switch (piece) {
            case null -> null;
            case Piece.Broken(var number, var damage) -> new SourceRecord.Damaged(number, damage);
            case Piece.Bytes bytes -> row(bytes);
        };
    }

    private SourceRecord row(Piece.Bytes bytes) {
        if (bytes.text().isEmpty()) {
            return new SourceRecord.Damaged(bytes.number(), Damage.INVALID_UTF8);
        }
        var row = cells(bytes);
        if (row == null) {
            return new SourceRecord.Damaged(bytes.number(), Damage.BAD_QUOTES);
        }
        if (row.size() != columns.size()) {
            return new SourceRecord.Damaged(bytes.number(), Damage.CELL_COUNT);
        }
        var fields = JsonNodeFactory.instance.objectNode();
        for (var i = 0; i < row.size(); i++) {
            var cell = TableCells.value(row.get(i));
            if (cell.equals(TableCells.CLEARED)) {
                fields.putNull(columns.get(i));
            } else if (!cell.isBlank()) {
                fields.put(columns.get(i), cell);
            }
        }
        return new SourceRecord.Row(bytes.number(), bytes.length(), fields);
    }

    private @Nullable List<String> cells(Piece.Bytes bytes) {
        try {
            var text = bytes.text();
            return text.isEmpty() ? null : cells.ofSingleCsvRecord(text.get()).getFields();
        } catch (CsvParseException e) {
            return null;
        }
    }

    @Override
    public long bytesRead() {
        return file.bytesRead();
    }

    @Override
    public void close() {
        file.close();
    }
}
