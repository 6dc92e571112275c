package io.github.memorypoolnvse.ui.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.memorypoolnvse.telemetry.Metric;
import io.github.memorypoolnvse.telemetry.MetricDirectory;
import io.github.memorypoolnvse.telemetry.MetricKind;
import io.github.memorypoolnvse.telemetry.SampleHistory;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveFeedTest {

    private static final long TENTH = 100_000_000L;

    private final MetricDirectory directory = new MetricDirectory(List.of(
            new Metric("total.allocations", "count", MetricKind.COUNTER, "Totals", "", "", 0, 2),
            new Metric("not.sampled", "count", MetricKind.GAUGE, "Totals", "", "", 1, Metric.NOT_SAMPLED),
            new Metric("total.live_bytes", "bytes", MetricKind.GAUGE, "Totals", "", "", 2, 0)), 3);
    private final LiveFeed feed = new LiveFeed(directory, Duration.ofMillis(100));

    @Test
    void aCounterBecomesARateOnTheWritersClockAndAGaugeStays() {
        feed.add(TENTH, values(500, 1000));
        feed.add(2 * TENTH, values(600, 1050));
        feed.add(4 * TENTH, values(700, 1090));

        SampleHistory history = feed.history();
        Channel allocations = feed.channel("total.allocations").orElseThrow();
        Channel live = feed.channel("total.live_bytes").orElseThrow();
        assertThat(feed.channels()).hasSize(2);
        assertThat(allocations.unit()).isEqualTo(Unit.PER_SECOND);
        assertThat(history.valueAt(allocations.series(), 0)).isNaN();
        assertThat(history.valueAt(allocations.series(), 1)).isEqualTo(500);
        assertThat(history.valueAt(allocations.series(), 2)).isEqualTo(200);
        assertThat(history.valueAt(live.series(), 2)).isEqualTo(700);
        assertThat(feed.total("total.allocations")).isEqualTo(1090);
        assertThat(feed.total("unknown")).isNaN();
    }

    @Test
    void aValueThatIsNotKnownIsNotDrawn() {
        feed.add(TENTH, values(500, 1000));
        feed.add(2 * TENTH, values(Metric.NO_VALUE, Metric.NO_VALUE));
        feed.add(3 * TENTH, values(510, 1100));

        assertThat(feed.history().valueAt(1, 1)).isNaN();
        assertThat(feed.history().valueAt(0, 2)).isNaN();
        assertThat(feed.history().valueAt(1, 2)).isEqualTo(510);
    }

    @Test
    void lostSamplesAndLongSilenceLeaveAGap() {
        feed.add(TENTH, values(1, 1));
        feed.gap();
        feed.add(3 * TENTH, values(1, 1));
        feed.add(100 * TENTH, values(1, 1));

        SampleHistory history = feed.history();
        assertThat(history.end()).isEqualTo(5);
        assertThat(history.valueAt(1, 1)).isNaN();
        assertThat(history.valueAt(1, 3)).isNaN();
    }

    @Test
    void aSampleAllocatesNothing() {
        long[] values = values(1, 1);
        for (int i = 0; i < 20_000; i++) {
            feed.add(i * TENTH, values);
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 20_000; i < 20_400; i++) {
            feed.add(i * TENTH, values);
        }

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1024);
    }

    private static long[] values(long live, long allocations) {
        return new long[] {live, 0, allocations};
    }
}
