package io.nuzantara.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class ClockSkewTests {

    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
    private static DataSource database;

    private final MeterRegistry meters = new SimpleMeterRegistry();

    @BeforeAll
    static void create() {
        database = TestDatabase.create().dataSource();
    }

    private ClockSkew skewed(Duration by) {
        var factory = new StaticListableBeanFactory();
        factory.addBean("meters", meters);
        var clock = Clock.offset(Clock.systemUTC(), by);
        return new ClockSkew(database, clock, factory.getBeanProvider(MeterRegistry.class));
    }

    @Test
    void aClockThatIsRightLetsTheServiceStartSilently(CapturedOutput output) {
        assertThatNoException().isThrownBy(skewed(Duration.ZERO)::afterSingletonsInstantiated);

        assertThat(output.getAll()).doesNotContain("NTP");
    }

    @ParameterizedTest
    @CsvSource({"PT4S, ahead of", "PT-4S, behind"})
    void aClockThatIsSecondsWrongIsWarnedAbout(Duration by, String words, CapturedOutput output) {
        skewed(by).afterSingletonsInstantiated();

        assertThat(output.getAll()).contains("The clock of this machine is", words + " the database's", "NTP");
    }

    @ParameterizedTest
    @CsvSource({"PT8S, ahead of", "PT-8S, behind"})
    void aClockThatIsFiveSecondsWrongRefusesToStart(Duration by, String words) {
        assertThatThrownBy(skewed(by)::afterSingletonsInstantiated)
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining(words)
                .hasMessageContaining("NTP");
    }

    @Test
    void laterOnAWrongClockIsOnlyReported(CapturedOutput output) {
        skewed(Duration.ofSeconds(8)).compare();

        assertThat(output.getAll()).contains("ahead of the database's");
        assertThat(meters.get("nuzantara.clock.skew").gauge().value()).isCloseTo(8, Offset.offset(2.0));
    }

    @Test
    void halfTheRoundTripIsTakenOffAndNothingIsBlamedThatIsNotCertain() {
        var slow = ClockDifference.of(NOON, NOON.plusSeconds(1), NOON.plusSeconds(8));

        assertThat(slow).isEqualTo(new ClockDifference(Duration.ofSeconds(3), Duration.ofSeconds(4)));
        assertThat(slow.isAtLeast(ClockDifference.CONSPICUOUS)).isFalse();
        assertThat(ClockDifference.of(NOON, NOON.minusSeconds(2), NOON).isAtLeast(ClockDifference.CONSPICUOUS))
                .isTrue();
    }
}
