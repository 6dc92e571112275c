package io.github.memorypoolnvse.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.memorypoolnvse.telemetry.Metric;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SessionComparisonTest {

    private static final Instant STARTED = Instant.parse("2026-11-20T18:30:00Z");
    private static final double MILLISECOND = 1e6;

    private final RecordedRun directory = new RecordedRun(STARTED, "t", 1, 1);

    /** A session whose minutes each have a frame time of their own around a mean. */
    private Session session(int day, int minutes, double frameMillis, double spreadMillis) {
        Random random = new Random(day);
        SessionSource source = visitor -> {
            visitor.head(new SessionHead(SessionHead.SCHEMA, SessionHead.MINOR, "t", STARTED, 1000,
                    directory.attachment().directory().sampleWidth(), directory.attachment().directory().metrics()));
            double minute = 0;
            for (int second = 0; second < minutes * 60; second++) {
                minute = second % 60 == 0 ? frameMillis + random.nextGaussian() * spreadMillis : minute;
                long[] values = new long[9];
                values[4] = (long) (minute * MILLISECOND);
                values[5] = (long) (minute * 1.5 * MILLISECOND);
                visitor.sample(second + 1, second * 1_000_000_000L, values);
            }
        };
        SessionSummary summary = new SessionSummary(STARTED.plus(Duration.ofDays(day)), 1, 1, 1, 1, 0, 0, true, true,
                Map.of());
        return new Session("s" + day, "", "", summary, source);
    }

    private static SessionComparison compare(Session... sessions) throws IOException {
        return SessionComparison.of(List.of(sessions));
    }

    @Test
    void aDifferenceFarAboveTheSpreadIsClearAndItsIntervalHoldsIt() throws IOException {
        SessionComparison comparison = compare(session(2, 30, 18, 0.5), session(1, 30, 16, 0.5));

        assertThat(comparison.columns()).extracting(column -> column.session().id()).containsExactly("s1", "s2");
        Estimate longer = comparison.columns().getLast().frameLonger();
        assertThat(longer.value()).isCloseTo(2 * MILLISECOND, Offset.offset(0.5 * MILLISECOND));
        assertThat(longer.low()).isBetween(1.2 * MILLISECOND, longer.value());
        assertThat(longer.high()).isBetween(longer.value(), 2.8 * MILLISECOND);
        assertThat(comparison.clearest()).contains(comparison.columns().getLast());
        assertThat(comparison.first().frame().low()).isLessThan(comparison.first().frame().value());
        assertThat(comparison.first().slowest().value())
                .isCloseTo(comparison.first().frame().value() * 1.5, Offset.offset(10.0));
        assertThat(compare(session(2, 30, 18, 0.5), session(1, 30, 16, 0.5))).as("the same again")
                .extracting(again -> again.columns().getLast().frameLonger()).isEqualTo(longer);
    }

    @Test
    void aDifferenceWithinTheSpreadIsNotClear() throws IOException {
        SessionComparison comparison = compare(session(1, 12, 16.5, 3), session(2, 12, 16.6, 3));

        assertThat(comparison.telling()).isTrue();
        assertThat(comparison.clearest()).isEmpty();
    }

    @Test
    void theIntervalHoldsTheTruthAboutAsOftenAsItSays() throws IOException {
        int held = 0;
        for (int i = 0; i < 200; i++) {
            Estimate longer = compare(session(1000 + 2 * i, 20, 16, 1), session(1001 + 2 * i, 20, 17, 1)).columns()
                    .getLast().frameLonger();
            held += longer.low() <= MILLISECOND && longer.high() >= MILLISECOND ? 1 : 0;
        }

        assertThat(held).isBetween(178, 199);
    }

    @Test
    void theMoreAreComparedTheWiderIsEachInterval() {
        double[] earlier = {16, 17, 15, 16.5, 15.5, 16.2, 15.9};
        double[] later = {17, 18, 16.5, 17.2, 16.8, 17.9, 17.1};

        Estimate alone = Resampling.difference(earlier, later, 1);
        Estimate oneOfSix = Resampling.difference(earlier, later, 6);

        assertThat(oneOfSix.value()).isEqualTo(alone.value());
        assertThat(oneOfSix.low()).isLessThan(alone.low());
        assertThat(oneOfSix.high()).isGreaterThan(alone.high());
    }

    @Test
    void aDifferenceTooSmallToMatterIsNoneHoweverCertain() throws IOException {
        SessionComparison comparison = compare(session(1, 60, 16, 0.02), session(2, 60, 16.08, 0.02));

        assertThat(comparison.columns().getLast().frameLonger().clear()).isTrue();
        assertThat(comparison.clearest()).isEmpty();
        assertThat(comparison.alike()).isTrue();
    }

    @Test
    void ofShortSessionsNothingIsClaimed() throws IOException {
        SessionComparison comparison = compare(session(1, 4, 16, 0.1), session(2, 30, 30, 0.1));

        assertThat(comparison.telling()).isFalse();
        assertThat(comparison.clearest()).isEmpty();
        assertThat(comparison.columns().getLast().frameLonger().value())
                .isCloseTo(14 * MILLISECOND, Offset.offset(MILLISECOND));
    }

    @Test
    void minutesWithTooFewSamplesDoNotCount() {
        MinuteMeans means = new MinuteMeans(0, Duration.ofSeconds(1));
        for (int second = 0; second < 60; second++) {
            means.add(second * 1_000_000_000L, new long[] {10});
        }
        for (int second = 60; second < 80; second++) {
            means.add(second * 1_000_000_000L, new long[] {1000});
        }
        for (int second = 120; second < 180; second++) {
            means.add(second * 1_000_000_000L, new long[] {second < 140 ? Metric.NO_VALUE : 20});
        }

        assertThat(means.take()).containsExactly(10, 20);
    }

    @Test
    void aBlockThatTellsOfNoFramesGivesNoFigures() {
        MinuteMeans means = new MinuteMeans(Metric.NOT_SAMPLED, Duration.ofSeconds(1));
        means.add(0, new long[9]);

        assertThat(Resampling.mean(means.take()).known()).isFalse();
    }
}
