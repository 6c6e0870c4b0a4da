package io.nuzantara.clientvalue;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes clients with their facts straight into the tables. */
final class ClientFacts {

    private static final AtomicLong NUMBER = new AtomicLong();

    private final JdbcClient jdbc;
    private final Instant asOf;

    ClientFacts(JdbcClient jdbc, Instant asOf) {
        this.jdbc = jdbc;
        this.asOf = asOf;
    }

    /** One interaction: its age and its sentiment. */
    record Interaction(double daysAgo, @Nullable Double sentiment) {}

    static List<Interaction> interactions(int count, double daysAgo, @Nullable Double sentiment) {
        return Collections.nCopies(count, new Interaction(daysAgo, sentiment));
    }

    long client(List<Interaction> interactions, List<Double> ratings, int practices) {
        var id = jdbc.sql("""
                        INSERT INTO crm_clients (external_id, name, phone, language, status, created_at, updated_at)
                        VALUES (:external, 'Somebody', '+447700900123', 'en', 'active', :asOf, :asOf)
                        RETURNING id
                        """)
                .param("external", "c-" + NUMBER.incrementAndGet())
                .param("asOf", at(0))
                .query(Long.class)
                .single();
        insert(id, interactions, false);
        ratings.forEach(rating -> conversation(id, rating));
        for (var number = 0; number < practices; number++) {
            practice(id, "KITAS", null);
        }
        return id;
    }

    void automatedInteraction(long client, Interaction interaction) {
        insert(client, List.of(interaction), true);
    }

    private void insert(long client, List<Interaction> interactions, boolean automated) {
        jdbc.sql("""
                        INSERT INTO crm_interactions (external_id, client_id, type, automated, sentiment, created_at)
                        SELECT gen_random_uuid()::text, :client, 'whatsapp', :automated, sentiment, at
                          FROM unnest(:sentiments, CAST(:times AS timestamptz[])) AS interaction (sentiment, at)
                        """)
                .param("client", client)
                .param("automated", automated)
                .param(
                        "sentiments",
                        interactions.stream().map(Interaction::sentiment).toArray(Double[]::new))
                .param(
                        "times",
                        interactions.stream()
                                .map(i -> at(i.daysAgo()).toString())
                                .toArray(String[]::new))
                .update();
    }

    private void conversation(long client, double rating) {
        jdbc.sql("""
                        INSERT INTO conversations (conversation_id, client_id, started_at, last_message_at, message_count, rating, rated_at, created_at)
                        VALUES (:external, :client, :at, :at, 1, :rating, :at, :at)
                        """)
                .param("external", "v-" + NUMBER.incrementAndGet())
                .param("client", client)
                .param("rating", rating)
                .param("at", at(1))
                .update();
    }

    void practice(long client, String type, @Nullable Integer expiresInDays) {
        jdbc.sql("""
                        INSERT INTO crm_practices (external_id, client_id, type, status, expiry_date, started_at, created_at, updated_at)
                        VALUES (:external, :client, :type, 'completed', CAST(:expires AS date), :at, :at, :at)
                        """)
                .param("external", "p-" + NUMBER.incrementAndGet())
                .param("client", client)
                .param("type", type)
                .param(
                        "expires",
                        expiresInDays == null
                                ? null
                                : at(-expiresInDays).toLocalDate().toString())
                .param("at", at(300))
                .update();
    }

    private OffsetDateTime at(double daysAgo) {
        return OffsetDateTime.ofInstant(asOf.minusMillis(Math.round(daysAgo * 86_400_000)), ZoneOffset.UTC);
    }

    static List<Double> ratings(double... values) {
        return Arrays.stream(values).boxed().toList();
    }
}
