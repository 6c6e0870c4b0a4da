package io.nuzantara.conversation.reading;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON objects, one a line or as the elements of an array. */
final class JsonRecords implements RecordReader {

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(20)
                            .maxStringLength(Piece.LONGEST)
                            .maxNameLength(1_000)
                            .maxNumberLength(100)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final OpenFile file;
    private final Pieces pieces;

    JsonRecords(OpenFile file, Pieces pieces) {
        this.file = file;
        this.pieces = pieces;
    }

    @Override
    public List<String> columns() {
        return List.of();
    }

    @Override
    public boolean table() {
        return false;
    }

    @Override
    public @Nullable SourceRecord next() {
        var piece = file.next(pieces);
        return switch (piece) {
            case null -> null;
            case Piece.Broken(var number, var damage) -> new SourceRecord.Damaged(number, damage);
            case Piece.Bytes bytes -> parsed(bytes);
        };
    }

    private static SourceRecord parsed(Piece.Bytes bytes) {
        var text = bytes.text();
        if (text.isEmpty()) {
            return new SourceRecord.Damaged(bytes.number(), Damage.INVALID_UTF8);
        }
        try {
            return JSON.readTree(text.get()) instanceof ObjectNode fields
                    ? new SourceRecord.Row(bytes.number(), bytes.length(), fields)
                    : new SourceRecord.Damaged(bytes.number(), Damage.NOT_AN_OBJECT);
        } catch (JacksonException e) {
            return new SourceRecord.Damaged(bytes.number(), Damage.BAD_JSON);
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
