package io.nuzantara.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nuzantara.execution.DirectExecution;
import io.nuzantara.execution.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConversationTrainerTests {

    private static final String PROMPT =
            "You are the assistant of a service business and you answer its clients in full.\n".repeat(40)
                    + "## Closing\nSay goodbye.\n";

    @TempDir
    Path folder = Path.of("");

    private TrainerFixture trainer = new TrainerFixture(folder);

    @BeforeEach
    void freshDatabase() {
        trainer = new TrainerFixture(folder.resolve("data"));
    }

    @Test
    void aPlantedDifferenceBecomesAPatch() throws IOException {
        plant(400, .8, .25, .5, .5);
        var prompt = prompt();

        var result = trainer.run(trainer.trainer(prompt), 7);

        assertThat(result)
                .containsEntry("status", "not_evaluated")
                .containsEntry("insights_found", 1)
                .containsEntry("pr_branch", null);
        var proposal = trainer.proposals.recent(5).getFirst();
        assertThat(result)
                .containsEntry("proposal_id", proposal.id())
                .containsEntry("patch_file", proposal.patchFile());
        assertThat(proposal.baseBlob()).isEqualTo(UnifiedPatch.blobId(PROMPT));
        assertThat(trainer.proposals.diff(proposal.id()).orElseThrow())
                .contains("+" + Rule.of("next_step", "higher").orElseThrow().text("en"));
        var patch = trainer.data.resolve(proposal.patchFile());
        assertThat(patch).hasContent(trainer.proposals.diff(proposal.id()).orElseThrow());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(patch)))
                .isEqualTo("rw-------");
        assertThat(prompt).hasContent(PROMPT);
    }

    @Test
    void theReportIsWrittenFromTheStoredRecordAlone() throws IOException {
        plant(400, .8, .25, .5, .5);
        trainer.run(trainer.trainer(prompt()), 7);
        var analysis = trainer.analyses.recent(1).getFirst().id();
        var proposal = trainer.proposals.recent(1).getFirst().id();

        var again = new StoreReport(trainer.analyses, trainer.proposals, trainer.json).report(analysis, proposal);

        assertThat(trainer.analyses.report(analysis)).hasValue(again);
        assertThat(trainer.proposals.report(proposal)).hasValue(again);
        assertThat(again).contains("next_step", "## Proposed edit", "delta >= ").doesNotContain("secretword");
        assertThat(trainer.analyses.features(analysis))
                .hasSize(28)
                .filteredOn(FeatureContrast::decided)
                .singleElement()
                .satisfies(row -> assertThat(row.feature()).isEqualTo("next_step"));
    }

    @Test
    void theSameEditIsProposedOnce() throws IOException {
        plant(400, .8, .25, .5, .5);
        var agent = trainer.trainer(prompt());

        var first = trainer.run(agent, 7);
        var second = trainer.run(agent, 7);

        assertThat(second)
                .containsEntry("status", "already_open")
                .containsEntry("proposal_id", first.get("proposal_id"));
        assertThat(trainer.proposals.recent(5)).hasSize(1);
        assertThat(agent.backlog()).containsEntry("open_proposals", 1L);
    }

    @Test
    void anotherPromptSupersedesTheOpenProposal() throws IOException {
        plant(400, .8, .25, .5, .5);
        var prompt = prompt();
        trainer.run(trainer.trainer(prompt), 7);
        Files.writeString(prompt, "Be exact.\n" + PROMPT);

        trainer.run(trainer.trainer(prompt), 7);

        assertThat(trainer.proposals.recent(5).stream().map(Proposal::state))
                .containsExactlyInAnyOrder("SUPERSEDED", "NOT_EVALUATED");
    }

    @Test
    void withoutAPromptTheAnalysisStandsAndTheMessageSaysSo() {
        plant(400, .8, .25, .5, .5);

        var result = trainer.run(trainer.trainer(null), 7);

        assertThat(result).containsEntry("status", "not_evaluated").containsEntry("proposal_id", null);
        assertThat((String) result.get("message")).contains("nuzantara.trainer.prompt-path");
    }

    @Test
    void aMissingPromptFileIsNamed() {
        plant(400, .8, .25, .5, .5);

        var result = trainer.run(trainer.trainer(folder.resolve("nowhere.txt")), 7);

        assertThat(result).containsEntry("status", "check_failed").containsEntry("insights_found", 1);
        assertThat((String) result.get("message")).contains("nowhere.txt does not exist");
    }

    @Test
    void aPromptThatIsNoTextIsRefused() throws IOException {
        plant(400, .8, .25, .5, .5);
        var prompt = folder.resolve("prompt.txt");
        Files.write(prompt, new byte[] {(byte) 0xff, (byte) 0xfe, 0});

        assertThat((String) trainer.run(trainer.trainer(prompt), 7).get("message"))
                .contains("is not UTF-8");
    }

    @Test
    void clientsWhoSayThanksAreReportedAndNeverEdited() throws IOException {
        plant(400, .5, .5, .9, .1);

        var result = trainer.run(trainer.trainer(prompt()), 7);

        assertThat(result)
                .containsEntry("status", "nothing_addressable")
                .containsEntry("insights_found", 1)
                .containsEntry("proposal_id", null);
        assertThat(trainer.proposals.recent(5)).isEmpty();
    }

    @Test
    void tooFewRatingsAreSaidWithCountsAndARemedy() {
        plant(20, .8, .25, .5, .5);

        var result = trainer.run(trainer.trainer(null), 7);

        assertThat(result)
                .containsEntry("status", "insufficient_data")
                .containsEntry("n_high", 10)
                .containsEntry("n_low", 10)
                .containsEntry("window_days", 90);
        assertThat((String) result.get("message")).contains("10 high-rated", "10 low-rated", "/rating");
    }

    @Test
    void withoutGoodConversationsTheKnownSentenceIsSaid() {
        var agent = trainer.trainer(null);

        assertThat(trainer.run(agent, 7)).containsEntry("message", "No high-rated conversations found");
        assertThat(agent.run(trainer.execution(7)))
                .isInstanceOfSatisfying(
                        Outcome.Completed.class,
                        outcome -> assertThat(outcome.message())
                                .startsWith("No high-rated conversations found and 0 low-rated ones in 90 days"));
    }

    @Test
    void anExecutionThatDiesGoesOnWithoutASecondProposal() throws IOException {
        plant(400, .8, .25, .5, .5);
        var agent = trainer.trainer(prompt());
        var execution = trainer.execution(7).dyingAfter(2);
        assertThatThrownBy(() -> agent.run(execution)).isInstanceOf(DirectExecution.Died.class);

        agent.run(execution.dyingAfter(10));

        assertThat(execution.steps()).containsExactly("examine", "draft", "patch", "report");
        assertThat(trainer.analyses.recent(5)).hasSize(1);
        assertThat(trainer.proposals.recent(5)).hasSize(1);
        assertThat(trainer.data.resolve(trainer.proposals.recent(1).getFirst().patchFile()))
                .exists();
    }

    @Test
    void ratingsWaitUntilAnAnalysisHasReadThem() {
        plant(20, .8, .25, .5, .5);
        var agent = trainer.trainer(null);
        assertThat(agent.backlog())
                .isEqualTo(Map.of(
                        "unexamined_ratings_high", 10L,
                        "unexamined_ratings_low", 10L,
                        "unexamined_ratings", 20L,
                        "open_proposals", 0L));

        trainer.run(agent, 7);
        trainer.conversation(99, 2, "visa", TrainerFixture.NOW.plusSeconds(60), List.of("assistant: Hello."));

        assertThat(agent.backlog()).containsEntry("unexamined_ratings", 1L).containsEntry("unexamined_ratings_low", 1L);
    }

    @Test
    void votesComeBeforeTheRating() {
        trainer.conversation(1, 5, "visa", List.of("assistant: Hello."));
        trainer.jdbc.sql("""
                        INSERT INTO conversation_votes (conversation_id, rater, score, at)
                        SELECT c.id, vote.rater, vote.score, c.rated_at
                          FROM conversations c, (VALUES ('a', 1.0), ('b', 2.0)) AS vote (rater, score)
                        """).update();

        assertThat(trainer.run(trainer.trainer(null), 7))
                .containsEntry("n_high", 0)
                .containsEntry("n_low", 1);
    }

    /** Half good, half bad conversations whose answers differ only in how often they name a next step, and the thanks. */
    private void plant(int count, double nextHigh, double nextLow, double thanksHigh, double thanksLow) {
        var random = new Random(11);
        IntStream.range(0, count).forEach(i -> {
            var good = i % 2 == 0;
            var lines = new ArrayList<String>();
            lines.add("user: secretword I am asking about a permit");
            lines.add("assistant: The office handles permits of this kind every week and the fee is fixed.");
            lines.add(random.nextDouble() < (good ? thanksHigh : thanksLow) ? "user: perfect" : "user: okay");
            lines.add(
                    random.nextDouble() < (good ? nextHigh : nextLow)
                            ? "assistant: Your next step is a visit on Monday morning with us downtown."
                            : "assistant: Your counter is on level two beside our main stairs right there.");
            trainer.conversation(i, good ? 5 : 1, i % 4 < 2 ? "visa" : "tax", lines);
        });
    }

    private Path prompt() throws IOException {
        return Files.writeString(folder.resolve("prompt.txt"), PROMPT);
    }
}
