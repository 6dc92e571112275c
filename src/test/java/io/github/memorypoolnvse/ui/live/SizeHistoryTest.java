package io.github.memorypoolnvse.ui.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.memorypoolnvse.session.RecordedRun;
import io.github.memorypoolnvse.telemetry.Metric;
import io.github.memorypoolnvse.telemetry.Snapshot;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SizeHistoryTest {

    private final RecordedRun run = new RecordedRun(Instant.parse("2026-11-20T18:30:00Z"), "token", 1200, 1);
    private final SizeHistory sizes = new SizeHistory();

    private float perSecond(int from, int to) {
        return (run.samples().get(to)[0] / 32 - run.samples().get(from)[0] / 32) / ((to - from) / 10f);
    }

    @Test
    void isFilledByTheWatchWhetherOrNotSomebodyLooks() {
        FeedRecorder recorder = new FeedRecorder();
        recorder.begin(run.attachment());
        for (int i = 0; i < 100; i += 5) {
            recorder.snapshot(run.snapshot(i));
        }

        SizeHistory filled = Objects.requireNonNull(recorder.feed()).sizes();
        assertThat(filled.history().end()).isEqualTo(9);
        assertThat(filled.newest()[7]).isCloseTo(perSecond(80, 90), Offset.offset(0.5f));
    }

    @Test
    void toldEveryFewSecondsItReachesBackAsFar() {
        for (int i = 0; i <= 200; i += 50) {
            sizes.take(run.snapshot(i));
        }

        assertThat(sizes.history().end()).isEqualTo(4);
        assertThat(sizes.newest()[3]).isCloseTo(perSecond(150, 200), Offset.offset(0.5f));
        assertThat(sizes.reach()).isBetween(5_000_000_000L, 7_500_000_000L);
    }

    @Test
    void aTimeNothingIsKnownOfStaysEmpty() {
        sizes.take(run.snapshot(0));
        sizes.take(run.snapshot(50));
        sizes.take(run.snapshot(1000));
        sizes.take(run.snapshot(1050));

        assertThat(sizes.history().end()).isEqualTo(2);
        assertThat(sizes.newest()[3]).isCloseTo(perSecond(1000, 1050), Offset.offset(0.5f));
    }

    @Test
    void ofABlockWithoutThemNothingIsKnown() {
        Snapshot one = run.snapshot(0);
        for (int i = 0; i < 3; i++) {
            long[] unknown = one.values().clone();
            Arrays.fill(unknown, Metric.NO_VALUE);
            sizes.take(new Snapshot(one.directory(), i, i * 1_000_000_000L, unknown));
        }

        assertThat(sizes.newest()).containsOnly(0f);
    }
}
