package io.nuzantara.telemetry;

/**
 * Something that the statistics lack, with the way to get it.
 *
 * @param code stable, snake case
 * @param what one sentence: what cannot be seen
 * @param fix the exact line or statement, and who has to run it
 */
public record Missing(String code, String what, String fix) {

    static final Missing EXTENSION = new Missing(
            "extension_missing",
            "The extension pg_stat_statements is not created in this database, so no statement can be seen.",
            "As superuser, in this database: CREATE EXTENSION pg_stat_statements;");
    static final Missing HIDDEN = new Missing(
            "extension_hidden",
            "The extension pg_stat_statements lies in a schema that our search path does not contain.",
            "As its owner: ALTER EXTENSION pg_stat_statements SET SCHEMA public;");
    static final Missing OUTDATED = new Missing(
            "extension_outdated",
            "The extension pg_stat_statements is older than 1.9, which first tells top-level statements apart.",
            "As its owner: ALTER EXTENSION pg_stat_statements UPDATE;");
    static final Missing PRELOAD = new Missing(
            "not_preloaded",
            "The library pg_stat_statements is not loaded by the server, so it collects nothing.",
            "In postgresql.conf: shared_preload_libraries = 'pg_stat_statements', then restart the server.");
    static final Missing PRIVILEGE = new Missing(
            "no_privilege",
            "Only statements of our own role can be seen.",
            "As superuser: GRANT pg_read_all_stats TO the role of DATABASE_URL;");
    static final Missing NESTED = new Missing(
            "top_level_only",
            "Only top-level statements are collected: those of functions and foreign-key checks stay invisible.",
            "In postgresql.conf: pg_stat_statements.track = all, then reload.");
}
