package io.nuzantara.database.backup;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.flywaydb.core.api.MigrationVersion;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a backup file says about itself.
 *
 * @param format 1
 * @param product {@code nuzantara}
 * @param productVersion of the program that took it
 * @param schemaVersion number of the last migration of the schema
 * @param serverVersion of the PostgreSQL it was taken from
 * @param takenAt the data are of this moment
 */
public record Manifest(
        int format,
        String product,
        String productVersion,
        String schemaVersion,
        String serverVersion,
        Instant takenAt,
        List<Table> tables) {

    static final int FORMAT = 1;
    static final String PRODUCT = "nuzantara";
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    public Manifest {
        Objects.requireNonNull(product);
        Objects.requireNonNull(productVersion);
        Objects.requireNonNull(schemaVersion);
        Objects.requireNonNull(serverVersion);
        Objects.requireNonNull(takenAt);
        tables = List.copyOf(tables);
    }

    /**
     * One table.
     *
     * @param columns in the order of the values
     * @param content what its entry holds
     */
    public record Table(String name, List<String> columns, Content content) {
        public Table {
            Objects.requireNonNull(name);
            columns = List.copyOf(columns);
            Objects.requireNonNull(content);
        }
    }

    /**
     * The rows of a table as COPY text.
     *
     * @param bytes their length
     * @param sha256 of all bytes in their order, as hexadecimal digits
     * @param rowSum the sum of the SHA-256 of each row modulo 2^256, as hexadecimal digits: the same in any order of the rows
     */
    public record Content(long rows, long bytes, String sha256, String rowSum) {
        public Content {
            Objects.requireNonNull(sha256);
            Objects.requireNonNull(rowSum);
        }

        boolean hasRowsOf(Content other) {
            return rows == other.rows && rowSum.equals(other.rowSum);
        }
    }

    /** Rows of all tables. */
    public long rows() {
        return tables.stream().mapToLong(table -> table.content().rows()).sum();
    }

    MigrationVersion version() {
        return MigrationVersion.fromVersion(schemaVersion);
    }

    byte[] json() {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
    }

    /**
     * Reads a manifest.
     *
     * @throws BackupRefused when it is none, or of a format that this program does not know
     */
    static Manifest of(byte[] json) {
        try {
            var manifest = JSON.readValue(json, Manifest.class);
            if (manifest.format() != FORMAT || !manifest.product().equals(PRODUCT)) {
                throw new BackupRefused("The file is in format %d of %s; this program reads format %d of %s."
                        .formatted(manifest.format(), manifest.product(), FORMAT, PRODUCT));
            }
            return manifest;
        } catch (JacksonException | NullPointerException e) {
            throw new BackupRefused("The file is no backup of Nuzantara: its manifest cannot be read.", e);
        }
    }
}
