package io.nuzantara.demo;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** The whole sample business, before it is written. */
record Sample(
        List<SampleClient> clients,
        List<SamplePractice> practices,
        List<SampleInteraction> interactions,
        List<SampleConversation> conversations) {

    static Sample of(
            Catalogue catalogue, Map<Language, Phrases> phrases, SplittableRandom random, Instant now, int count) {
        var clients = new People(random.split()).invent(count);
        var practices = new PracticeBook(catalogue, now, random.split()).of(clients);
        var interactions = new ContactLog(catalogue, phrases, now, random.split()).of(clients);
        var writer = new Conversations(catalogue, phrases, now, random.split());
        var conversations = new ArrayList<>(writer.of(clients));
        conversations.add(writer.optOut(optingOut(clients)));
        return new Sample(clients, practices, interactions, List.copyOf(conversations));
    }

    void writeTo(CanonicalFiles files) throws IOException {
        files.clients(clients);
        files.practices(practices);
        files.interactions(interactions);
        files.conversations(conversations);
    }

    Planted.Counts counts() {
        return new Planted.Counts(
                clients.size(), practices.size(), interactions.size(), conversations.size(), rated(4, 5), rated(1, 2));
    }

    List<String> quietClients() {
        return clients.stream()
                .filter(client -> client.portfolio().isQuiet())
                .map(SampleClient::id)
                .toList();
    }

    String optedOut() {
        return optingOut(clients).id();
    }

    private static SampleClient optingOut(List<SampleClient> clients) {
        return clients.stream()
                .filter(client -> client.portfolio() == Portfolio.OCCASIONAL)
                .findFirst()
                .orElse(clients.getFirst());
    }

    private int rated(double from, double to) {
        return (int) conversations.stream()
                .map(SampleConversation::rating)
                .filter(rating -> rating != null && rating >= from && rating <= to)
                .count();
    }
}
