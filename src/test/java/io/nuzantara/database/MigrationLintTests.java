package io.nuzantara.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.database.MigrationLint.Migration;
import io.nuzantara.database.MigrationLint.Violation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Migrations only expand, so that the previous release works on the schema of the next one. */
class MigrationLintTests {

    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");
    /** Those before belong to no release and were written before the rule. */
    private static final int FROM = 128;

    private static final Migration EARLIER = new Migration("V001__first.sql", """
            CREATE TABLE things (
              id     bigint GENERATED ALWAYS AS IDENTITY,
              name   text,
              owner  bigint CONSTRAINT things_owner_fkey REFERENCES owners ON DELETE CASCADE,
              status text NOT NULL CONSTRAINT things_status_check CHECK (status IN ('new', 'old'))
            );
            """);

    private static List<Violation> lint(String file, String sql) {
        return new MigrationLint(Set.of(1)).violations(List.of(EARLIER, new Migration(file, sql)), 2);
    }

    @Test
    void ourOwnMigrationsOnlyExpand() throws IOException {
        assertThat(new MigrationLint(Release.last().map(Release::migrations).orElse(Set.of()))
                        .violations(migrations(), FROM))
                .isEmpty();
    }

    private static List<Migration> migrations() throws IOException {
        try (var files = Files.list(MIGRATIONS)) {
            return files.map(file -> new Migration(file.getFileName().toString(), text(file)))
                    .sorted(Comparator.comparingInt(Migration::version))
                    .toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DROP TABLE things;",
                "drop table things;",
                "DROP INDEX things_name_idx;",
                "DROP TRIGGER things_changed ON things;",
                "ALTER TABLE things DROP COLUMN name;",
                "ALTER TABLE things ADD COLUMN more text, DROP name;",
                "ALTER TABLE things DROP CONSTRAINT things_status_check;",
                "ALTER TABLE things RENAME COLUMN name TO title;",
                "ALTER TABLE things RENAME TO items;",
                "ALTER INDEX things_name_idx RENAME TO things_title_idx;",
                "ALTER TABLE things ALTER COLUMN name SET NOT NULL;",
                "ALTER TABLE things\n  ALTER COLUMN name TYPE varchar(10);",
                "ALTER TABLE things ALTER name SET DATA TYPE varchar(10);",
                "ALTER TABLE things ALTER COLUMN status DROP DEFAULT;",
                "ALTER TABLE things ADD COLUMN more text NOT NULL;",
                "ALTER TABLE ONLY things ADD more text NOT NULL CONSTRAINT things_more_check CHECK (more <> '');",
                "ALTER TABLE things ADD CONSTRAINT things_name_check CHECK (length(name) < 10);",
                "ALTER TABLE things ADD CHECK (length(name) < 10);",
                "ALTER TABLE things DROP CONSTRAINT things_status_check, ADD CONSTRAINT things_status_check CHECK (status IN ('new'));",
                "ALTER TABLE things DROP CONSTRAINT things_status_check, ADD CONSTRAINT things_status_check CHECK (status <> 'old');",
                "DO $$ BEGIN EXECUTE 'SELECT 1'; ALTER TABLE things DROP COLUMN name; END $$;",
                "DO $$ BEGIN EXECUTE 'DROP TABLE things'; END $$;",
                "/* not seen */ CREATE TABLE fine (id int); -- nor this\nDROP VIEW seen;"
            })
    void whatThePreviousReleaseCannotLiveWithIsFound(String sql) {
        assertThat(lint("V002__second.sql", sql)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE more (id bigint NOT NULL, kind text NOT NULL CONSTRAINT more_kind_check CHECK (kind IN ('a')));",
                "ALTER TABLE things ADD COLUMN more text;",
                "ALTER TABLE things ADD COLUMN more text NOT NULL DEFAULT '';",
                "ALTER TABLE things ADD COLUMN more bigint NOT NULL GENERATED ALWAYS AS IDENTITY;",
                "ALTER TABLE things ADD COLUMN kind text CONSTRAINT things_kind_check CHECK (kind IN ('a', 'b'));",
                "ALTER TABLE things ALTER COLUMN name DROP NOT NULL;",
                "ALTER TABLE things ALTER COLUMN name SET DEFAULT 'no; DROP TABLE';",
                "ALTER TABLE things DROP CONSTRAINT things_status_check, ADD CONSTRAINT things_status_check CHECK (status IN ('old', 'new', 'used'));",
                "ALTER TABLE things DROP CONSTRAINT things_owner_fkey;",
                "CREATE TABLE more (id bigint); ALTER TABLE more ALTER COLUMN id SET NOT NULL;",
                "CREATE INDEX CONCURRENTLY things_name_idx ON things (name);",
                "COMMENT ON COLUMN things.name IS 'may be DROPped; RENAME it later';",
                "-- DROP TABLE things;\nCREATE TABLE more (id bigint);"
            })
    void whatOnlyExpandsPasses(String sql) {
        assertThat(lint("V002__second.sql", sql)).isEmpty();
    }

    @Test
    void aContractNamesWhatItTakesAwayAndWaitsForTheReleaseThatReplacedIt() {
        var drop = "ALTER TABLE things DROP COLUMN name;";

        assertThat(lint("V002__contract_names.sql", "-- contracts V001, safe from release 1.2\n" + drop))
                .isEmpty();
        assertThat(lint("V002__contract_names.sql", drop)).hasSize(1);
        assertThat(lint("V002__contract_names.sql", "-- contracts V002, safe from release 1.2\n" + drop))
                .singleElement()
                .satisfies(violation -> assertThat(violation.what()).contains("is in no release yet"));
    }
}
