package io.nuzantara.e2e;

import io.nuzantara.database.TestDatabase;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes down, inside the database, which scheduler picks or removes a task of the agents. */
final class TaskWitness {

    private TaskWitness() {}

    /** Begins to watch a database that nobody works on yet. */
    static void watch(TestDatabase database) throws SQLException {
        var owner = database.owner();
        try (var connection = DriverManager.getConnection(owner.jdbcUrl(), owner.user(), owner.password());
                var statement = connection.createStatement()) {
            statement.execute("""
                    CREATE TABLE nuzantara.task_hands (name text PRIMARY KEY);
                    CREATE FUNCTION nuzantara.note_hand() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
                    BEGIN
                        INSERT INTO nuzantara.task_hands
                        SELECT hand FROM (SELECT CASE TG_OP WHEN 'DELETE' THEN OLD.picked_by ELSE NEW.picked_by END) AS h(hand)
                         WHERE hand IS NOT NULL
                        ON CONFLICT DO NOTHING;
                        RETURN NULL;
                    END $$;
                    CREATE TRIGGER note_hand AFTER UPDATE OR DELETE ON nuzantara.scheduled_tasks
                       FOR EACH ROW EXECUTE FUNCTION nuzantara.note_hand();
                    GRANT SELECT ON nuzantara.task_hands TO nuzantara_app;
                    """);
        }
    }

    /** The schedulers that have had a task in their hands. */
    static List<@Nullable String> handsOn(TestDatabase database) {
        return database.jdbc()
                .sql("SELECT name FROM task_hands")
                .query(String.class)
                .list();
    }
}
