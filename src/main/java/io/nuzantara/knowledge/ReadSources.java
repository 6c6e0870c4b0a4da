package io.nuzantara.knowledge;

import io.nuzantara.conversation.LanguageGuess;
import io.nuzantara.knowledge.extraction.EntityType;
import io.nuzantara.knowledge.extraction.Extraction;
import io.nuzantara.knowledge.extraction.Extractor;
import io.nuzantara.knowledge.extraction.Mention;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Reads a block of conversations and writes what they contribute. */
@Component
class ReadSources {

    private static final Logger LOG = LoggerFactory.getLogger(ReadSources.class);
    private static final String FAILED = "EXTRACTION_FAILED";

    private final Sources sources;
    private final Contributions contributions;
    private final Lexicons lexicons;

    ReadSources(Sources sources, Contributions contributions, Lexicons lexicons) {
        this.sources = sources;
        this.contributions = contributions;
        this.lexicons = lexicons;
    }

    /** How many conversations were read and how many of them could not be. */
    record Block(int read, int failed) {}

    /**
     * Reads the unread conversations with {@code after < id <= upTo}; inside a transaction.
     *
     * @param at when the execution was accepted
     */
    Block read(Sources.Window window, long after, long upTo, UUID execution, Instant at) {
        var unread = sources.unread(window, after, upTo);
        if (unread.isEmpty()) {
            return new Block(0, 0);
        }
        var lexicon = lexicons.current();
        var extractor = new Extractor(lexicon, at.atZone(ZoneOffset.UTC).getYear() + 1);
        var said = sources.said(unread).stream().collect(Collectors.groupingBy(Sources.Said::conversationId));
        var read = unread.stream()
                .map(each -> read(extractor, each, said.getOrDefault(each.id(), List.of())))
                .toList();
        contributions.replace(
                withoutClients(read), new Contributions.Reading(execution, at, Extractor.version(lexicon)));
        var failed = (int) read.stream().filter(each -> each.failure() != null).count();
        return new Block(read.size(), failed);
    }

    /** One conversation that cannot be read must not keep the others from being read. */
    private static Contribution read(Extractor extractor, Sources.Unread conversation, List<Sources.Said> said) {
        try {
            var language = language(conversation, said);
            var messages = said.stream()
                    .map(message -> new Contribution.Read(message, extractor.extract(message.content(), language)))
                    .toList();
            return new Contribution(conversation, messages, null);
        } catch (RuntimeException e) {
            LOG.warn("conversation={} was not read, report this with its id: {}", conversation.id(), e.getClass());
            return new Contribution(conversation, List.of(), FAILED);
        }
    }

    /** The language of the source's own column, else of all that was said: single turns are too short to tell. */
    private static String language(Sources.Unread conversation, List<Sources.Said> said) {
        return conversation.language() == null
                ? LanguageGuess.of(said.stream().map(Sources.Said::content).collect(Collectors.joining("\n")))
                : conversation.language();
    }

    /** A company that is a client is left out: clients are never nodes. */
    private List<Contribution> withoutClients(List<Contribution> read) {
        var companies = new HashSet<String>();
        for (var contribution : read) {
            contribution.messages().stream()
                    .flatMap(each -> each.extraction().mentions().stream())
                    .filter(ReadSources::isFreeName)
                    .forEach(mention -> companies.add(lower(mention)));
        }
        var clients =
                companies.isEmpty() ? Set.<String>of() : Set.copyOf(sources.clientsAmong(new ArrayList<>(companies)));
        return clients.isEmpty()
                ? read
                : read.stream().map(each -> without(each, clients)).toList();
    }

    private static Contribution without(Contribution contribution, Set<String> clients) {
        var messages = contribution.messages().stream()
                .map(read -> new Contribution.Read(read.message(), without(read.extraction(), clients)))
                .toList();
        return new Contribution(contribution.conversation(), messages, contribution.failure());
    }

    private static Extraction without(Extraction extraction, Set<String> clients) {
        var kept = extraction.mentions().stream()
                .filter(mention -> !isFreeName(mention) || !clients.contains(lower(mention)))
                .toList();
        var facts = extraction.facts().stream()
                .filter(fact -> kept.contains(fact.subject())
                        && !(fact.object() instanceof io.nuzantara.knowledge.extraction.Fact.Target.Entity(var object)
                                && !kept.contains(object)))
                .toList();
        return new Extraction(kept, extraction.literals(), facts);
    }

    private static boolean isFreeName(Mention mention) {
        return mention.type() == EntityType.COMPANY && mention.id() == null;
    }

    private static String lower(Mention mention) {
        return mention.display().toLowerCase(Locale.ROOT);
    }
}
