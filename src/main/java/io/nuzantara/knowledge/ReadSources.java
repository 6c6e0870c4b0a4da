package io.nuzantara.knowledge;

import io.nuzantara.conversation.LanguageGuess;
import io.nuzantara.execution.Item;
import io.nuzantara.execution.ItemContext;
import io.nuzantara.execution.ItemHandler;
import io.nuzantara.knowledge.extraction.EntityType;
import io.nuzantara.knowledge.extraction.Extraction;
import io.nuzantara.knowledge.extraction.Extractor;
import io.nuzantara.knowledge.extraction.Mention;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Reads conversations, each an item of its own, and writes what they contribute. */
@Component
class ReadSources implements ItemHandler<ReadSources.Reading> {

    private static final Logger LOG = LoggerFactory.getLogger(ReadSources.class);
    private static final String FAILED = "EXTRACTION_FAILED";
    /** Reading makes no call to others, so a lane takes many conversations at once and writes them together. */
    private static final int BLOCK = 20;

    private final Sources sources;
    private final Contributions contributions;
    private final Lexicons lexicons;

    ReadSources(Sources sources, Contributions contributions, Lexicons lexicons) {
        this.sources = sources;
        this.contributions = contributions;
        this.lexicons = lexicons;
    }

    @Override
    public int claim() {
        return BLOCK;
    }

    /**
     * What was read.
     *
     * @param contribution nothing when the conversation was read or removed meanwhile
     */
    record Reading(Optional<Contribution> contribution, Instant at, String extractor) {}

    @Override
    public Reading work(Item item, ItemContext context) {
        var lexicon = lexicons.current();
        var extractor = new Extractor(
                lexicon, context.acceptedAt().atZone(ZoneOffset.UTC).getYear() + 1);
        var contribution = sources.unread(window(context), Long.parseLong(item.key()))
                .map(unread -> withoutClients(read(extractor, unread, sources.said(unread.id()))));
        return new Reading(contribution, context.acceptedAt(), Extractor.version(lexicon));
    }

    private static Sources.Window window(ItemContext context) {
        return context.output(KnowledgeGraphBuilder.SELECT, KnowledgeGraphBuilder.Selection.class)
                .window();
    }

    @Override
    public void save(Item item, Reading result) {
        saveAll(List.of(new Worked<>(item, result)));
    }

    @Override
    public void saveAll(List<Worked<Reading>> results) {
        var read = results.stream()
                .flatMap(each -> each.result().contribution().stream())
                .toList();
        if (!read.isEmpty()) {
            var first = results.getFirst();
            contributions.replace(
                    read,
                    new Contributions.Reading(
                            first.item().execution(),
                            first.result().at(),
                            first.result().extractor()));
        }
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
    private Contribution withoutClients(Contribution read) {
        var companies = read.messages().stream()
                .flatMap(each -> each.extraction().mentions().stream())
                .filter(ReadSources::isFreeName)
                .map(ReadSources::lower)
                .distinct()
                .toList();
        var clients = companies.isEmpty() ? Set.<String>of() : Set.copyOf(sources.clientsAmong(companies));
        return clients.isEmpty() ? read : without(read, clients);
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
