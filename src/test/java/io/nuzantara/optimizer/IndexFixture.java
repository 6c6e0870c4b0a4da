package io.nuzantara.optimizer;

import java.util.List;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Schemas with known faults: needless indexes among look-alikes, foreign keys, an interrupted build, a sequence near its end. */
final class IndexFixture {

    static final List<String> DUPLICATES = List.of(
            "idx_team_members_email",
            "idx_clients_uuid",
            "idx_practices_uuid",
            "idx_practice_types_code",
            "idx_visa_types_code",
            "idx_kbli_codes_code",
            "idx_licenses_code",
            "idx_business_structures_code",
            "idx_golden_answers_cluster",
            "idx_query_clusters_hash",
            "idx_tax_treaty_country",
            "idx_daily_reports_date");
    static final List<String> PREFIXES =
            List.of("idx_kg_entities_type", "idx_kg_relationships_source", "idx_property_area", "idx_sessions_user");

    private static final List<String> STATEMENTS = List.of(
            "CREATE SCHEMA fixture",
            // exact duplicates: a plain index beside UNIQUE
            "CREATE TABLE team_members (id bigint PRIMARY KEY, email text UNIQUE, team text, born date)",
            "CREATE INDEX idx_team_members_email ON team_members (email)",
            "CREATE TABLE clients (id bigint PRIMARY KEY, uuid uuid UNIQUE, email text, phone text, country char(2), status text, tags jsonb, created timestamptz)",
            "CREATE INDEX idx_clients_uuid ON clients (uuid)",
            "CREATE TABLE practices (id bigint PRIMARY KEY, uuid uuid UNIQUE, client bigint, status text, expiry date, price numeric)",
            "CREATE INDEX idx_practices_uuid ON practices (uuid)",
            "CREATE TABLE practice_types (id bigint PRIMARY KEY, code text UNIQUE)",
            "CREATE INDEX idx_practice_types_code ON practice_types (code)",
            "CREATE TABLE visa_types (id bigint PRIMARY KEY, code text UNIQUE)",
            "CREATE INDEX idx_visa_types_code ON visa_types (code)",
            "CREATE TABLE kbli_codes (id bigint PRIMARY KEY, code text)",
            "CREATE UNIQUE INDEX kbli_codes_code ON kbli_codes (code)",
            "CREATE INDEX idx_kbli_codes_code ON kbli_codes (code)",
            "CREATE TABLE licenses (id bigint PRIMARY KEY, code text UNIQUE)",
            "CREATE INDEX idx_licenses_code ON licenses (code)",
            "CREATE TABLE business_structures (id bigint PRIMARY KEY, code text UNIQUE)",
            "CREATE INDEX idx_business_structures_code ON business_structures (code)",
            "CREATE TABLE golden_answers (id bigint PRIMARY KEY, cluster_id text UNIQUE)",
            "CREATE INDEX idx_golden_answers_cluster ON golden_answers (cluster_id)",
            "CREATE TABLE query_clusters (id bigint PRIMARY KEY, query_hash text UNIQUE)",
            "CREATE UNIQUE INDEX idx_query_clusters_hash ON query_clusters (query_hash)",
            "CREATE TABLE tax_treaty (id bigint PRIMARY KEY, country text UNIQUE)",
            "CREATE INDEX idx_tax_treaty_country ON tax_treaty (country)",
            "CREATE TABLE daily_reports (id bigint PRIMARY KEY, report_date date UNIQUE)",
            "CREATE INDEX idx_daily_reports_date ON daily_reports (report_date)",
            // prefix-redundant
            "CREATE TABLE kg_entities (id bigint PRIMARY KEY, type text, name text, weight int, UNIQUE (type, name))",
            "CREATE INDEX idx_kg_entities_type ON kg_entities (type)",
            "CREATE TABLE kg_relationships (id bigint PRIMARY KEY, source bigint, target bigint, kind text, UNIQUE (source, target, kind))",
            "CREATE INDEX idx_kg_relationships_source ON kg_relationships (source)",
            "CREATE TABLE property (id bigint PRIMARY KEY, area text, kind text, price numeric)",
            "CREATE INDEX idx_property_area ON property (area)",
            "CREATE INDEX stay_property_area_kind ON property (area, kind)",
            "CREATE TABLE sessions (id bigint PRIMARY KEY, user_id bigint, started timestamptz, device text)",
            "CREATE INDEX idx_sessions_user ON sessions (user_id)",
            "CREATE INDEX stay_sessions_user_started ON sessions (user_id, started)",
            // look-alikes: order and place of nulls
            "CREATE INDEX stay_clients_created_desc ON clients (created DESC)",
            "CREATE INDEX stay_clients_created ON clients (created)",
            "CREATE INDEX stay_clients_created_nulls_first ON clients (created NULLS FIRST)",
            "CREATE INDEX stay_clients_created_desc_nulls_last ON clients (created DESC NULLS LAST)",
            "CREATE INDEX stay_clients_id_created_desc ON clients (id, created DESC)",
            "CREATE INDEX stay_sessions_user_desc ON sessions (user_id DESC)",
            "CREATE INDEX stay_sessions_user_started_desc ON sessions (user_id, started DESC)",
            "CREATE INDEX stay_sessions_started_user ON sessions (started, user_id)",
            // predicates
            "CREATE INDEX stay_clients_status_active ON clients (status) WHERE status = 'active'",
            "CREATE INDEX stay_clients_status_lead ON clients (status) WHERE status = 'lead'",
            "CREATE INDEX stay_clients_status ON clients (status, country)",
            "CREATE INDEX stay_clients_email_present ON clients (email) WHERE email IS NOT NULL",
            "CREATE INDEX stay_practices_expiry_open ON practices (expiry) WHERE status <> 'done'",
            "CREATE INDEX stay_practices_expiry ON practices (expiry, client)",
            "CREATE INDEX stay_practices_client_open ON practices (client) WHERE status = 'open'",
            "CREATE INDEX stay_practices_client_status ON practices (client, status)",
            "CREATE UNIQUE INDEX stay_practices_one_open ON practices (client) WHERE status = 'waiting'",
            // operator classes
            "CREATE INDEX stay_clients_email_pattern ON clients (email text_pattern_ops)",
            "CREATE INDEX stay_clients_email ON clients (email)",
            "CREATE INDEX stay_clients_phone_pattern ON clients (phone text_pattern_ops, id)",
            "CREATE INDEX stay_clients_phone ON clients (phone)",
            "CREATE INDEX stay_clients_tags ON clients USING gin (tags)",
            "CREATE INDEX stay_clients_tags_path ON clients USING gin (tags jsonb_path_ops)",
            "CREATE INDEX stay_clients_email_trgm ON clients USING gin (email public.gin_trgm_ops)",
            "CREATE INDEX stay_clients_email_gist_small ON clients USING gist (email public.gist_trgm_ops (siglen = 16))",
            "CREATE INDEX stay_clients_email_gist_large ON clients USING gist (email public.gist_trgm_ops (siglen = 64))",
            // collations
            "CREATE INDEX stay_kg_name ON kg_entities (name)",
            "CREATE INDEX stay_kg_name_c ON kg_entities (name COLLATE \"POSIX\")",
            "CREATE INDEX stay_kg_name_ucs ON kg_entities (name COLLATE ucs_basic, weight)",
            // methods
            "CREATE INDEX stay_kg_weight_hash ON kg_entities USING hash (weight)",
            "CREATE INDEX stay_kg_weight ON kg_entities (weight)",
            "CREATE INDEX stay_kg_weight_brin ON kg_entities USING brin (weight) WITH (pages_per_range = 32)",
            "CREATE INDEX stay_kg_weight_brin_wide ON kg_entities USING brin (weight) WITH (pages_per_range = 128)",
            // UNIQUE narrower than the wide one
            "CREATE UNIQUE INDEX stay_team_unique ON team_members (team)",
            "CREATE INDEX stay_team_wide ON team_members (team, born)",
            "CREATE UNIQUE INDEX stay_team_nulls ON team_members (born, team) NULLS NOT DISTINCT",
            "CREATE UNIQUE INDEX stay_team_nulls_distinct ON team_members (born, team)",
            // expressions
            "CREATE INDEX stay_team_lower ON team_members (lower(email))",
            "CREATE INDEX stay_team_upper ON team_members (upper(email))",
            "CREATE INDEX stay_team_lower_born ON team_members (lower(team), born)",
            "CREATE INDEX stay_property_kind_lower ON property (lower(kind))",
            "CREATE INDEX stay_property_kind ON property (kind)",
            // stored columns
            "CREATE INDEX stay_property_price ON property (price) INCLUDE (area)",
            "CREATE INDEX stay_property_price_kind ON property (price, kind)",
            "CREATE INDEX stay_property_price_wide ON property (price, kind) INCLUDE (area)",
            // order of columns
            "CREATE INDEX stay_relationships_target_source ON kg_relationships (target, source)",
            "CREATE INDEX stay_relationships_kind_source ON kg_relationships (kind, source)",
            "CREATE INDEX stay_relationships_kind_target ON kg_relationships (kind, target)",
            // chains and twins of equal worth
            "CREATE SCHEMA chain",
            "CREATE TABLE chain.t (a int, b int, c int, d int)",
            "CREATE INDEX narrow ON chain.t (a)",
            "CREATE INDEX middle ON chain.t (a, b)",
            "CREATE INDEX wide ON chain.t (a, b, c)",
            "CREATE INDEX first ON chain.t (d)",
            "CREATE INDEX second ON chain.t (d)",
            // foreign keys
            "CREATE SCHEMA keys",
            "CREATE TABLE keys.parent (id bigint PRIMARY KEY, a int, b int, tags int[], UNIQUE (a, b))",
            "CREATE TABLE keys.bare (p bigint CONSTRAINT bare REFERENCES keys.parent)",
            "CREATE TABLE keys.partial (p bigint CONSTRAINT partial REFERENCES keys.parent, open boolean)",
            "CREATE INDEX ON keys.partial (p) WHERE open",
            "CREATE TABLE keys.wrong_order (x int, p bigint CONSTRAINT wrong_order REFERENCES keys.parent)",
            "CREATE INDEX ON keys.wrong_order (x, p)",
            "CREATE TABLE keys.gin_only (p bigint CONSTRAINT gin_only REFERENCES keys.parent)",
            "CREATE INDEX ON keys.gin_only USING brin (p)",
            "CREATE TABLE keys.\"Robert'); DROP TABLE clients;--\" (\"p \"\"q\"\"\" bigint CONSTRAINT hostile REFERENCES keys.parent)",
            "CREATE TABLE keys.plain (p bigint CONSTRAINT plain REFERENCES keys.parent)",
            "CREATE INDEX ON keys.plain (p)",
            "CREATE TABLE keys.first_of_two (p bigint CONSTRAINT first_of_two REFERENCES keys.parent, x int)",
            "CREATE INDEX ON keys.first_of_two (p, x)",
            "CREATE TABLE keys.pair (a int, b int, CONSTRAINT pair FOREIGN KEY (a, b) REFERENCES keys.parent (a, b))",
            "CREATE INDEX ON keys.pair (b, a)",
            "CREATE TABLE keys.not_null_only (\"order\" bigint CONSTRAINT not_null_only REFERENCES keys.parent)",
            "CREATE INDEX ON keys.not_null_only (\"order\") WHERE \"order\" IS NOT NULL",
            "CREATE TABLE keys.hashed (p bigint CONSTRAINT hashed REFERENCES keys.parent)",
            "CREATE INDEX ON keys.hashed USING hash (p)",
            "CREATE TABLE keys.primary_key (p bigint PRIMARY KEY CONSTRAINT primary_key_fk REFERENCES keys.parent)",
            // an interrupted build and a sequence near its end
            "CREATE SCHEMA broken",
            "CREATE TABLE broken.t (a int)",
            "INSERT INTO broken.t VALUES (1), (1)",
            "CREATE INDEX works ON broken.t (a)",
            "CREATE SCHEMA counters",
            "CREATE SEQUENCE counters.nearly_full AS integer",
            "SELECT setval('counters.nearly_full', 1717986919)",
            "CREATE SEQUENCE counters.half_full AS integer",
            "SELECT setval('counters.half_full', 1717986917)",
            "CREATE SEQUENCE counters.round_and_round MAXVALUE 10 CYCLE",
            "SELECT setval('counters.round_and_round', 10)",
            "GRANT USAGE ON SCHEMA fixture, chain, keys, broken, counters TO nuzantara_app",
            "GRANT SELECT ON ALL SEQUENCES IN SCHEMA counters TO nuzantara_app");

    private IndexFixture() {}

    static void create(JdbcClient owner) {
        for (var statement : STATEMENTS) {
            if (statement.startsWith("SELECT")) {
                owner.sql(statement).query(Long.class).single();
            } else {
                owner.sql(qualified(statement)).update();
            }
        }
        try {
            owner.sql("CREATE UNIQUE INDEX CONCURRENTLY half_built ON broken.t (a)")
                    .update();
            throw new IllegalStateException("the build had to fail");
        } catch (DataAccessException e) {
            // the duplicate rows stop the build and leave the invalid index that the tests look for
            assertInvalid(e);
        }
    }

    private static void assertInvalid(DataAccessException e) {
        if (e.getMessage() == null || !e.getMessage().contains("half_built")) {
            throw e;
        }
    }

    /** Every statement may run on another connection, so names without a schema get theirs. */
    private static String qualified(String statement) {
        return statement
                .replaceFirst("^CREATE TABLE (?!chain|keys|broken)", "CREATE TABLE fixture.")
                .replaceFirst("^(CREATE (?:UNIQUE )?INDEX \\w+) ON (?!chain|keys|broken)", "$1 ON fixture.");
    }
}
