package io.nuzantara.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EventParserTests {

    private final EventParser parser = new EventParser();

    private List<String> kinds(String... lines) {
        return Stream.of(lines)
                .flatMap(line -> parser.line(line).stream())
                .map(EventParser.Event::kind)
                .toList();
    }

    @Test
    void theBeginningOfAStreamIsNoEventButAPlace() {
        assertThat(kinds("retry: 1000", "id: 3", "", ": nothing new", "")).isEmpty();
        assertThat(parser.lastId()).isEqualTo("3");
    }

    @Test
    void anEventThatWasCutIsAskedForAgain() {
        assertThat(kinds("id: 4", "event: slot_taken", "data: {\"seq\":4}", "")).containsExactly("slot_taken");
        assertThat(kinds("id: 5", "event: completed")).isEmpty();

        parser.forgetUnfinished();

        assertThat(parser.lastId()).isEqualTo("4");
        assertThat(kinds("id: 5", "event: completed", "data: {\"seq\":5}", "")).containsExactly("completed");
        assertThat(parser.lastId()).isEqualTo("5");
    }

    @Test
    void progressDoesNotMoveThePlace() {
        assertThat(kinds("id: 4", "event: slot_taken", "data: {}", "", "event: progress", "data: {}", ""))
                .containsExactly("slot_taken", "progress");
        assertThat(parser.lastId()).isEqualTo("4");
    }
}
