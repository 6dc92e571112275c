package io.github.memorypoolnvse.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleHistoryTest {

    private static final long STEP = 100_000_000;

    private final SampleHistory.Range range = new SampleHistory.Range();

    @Test
    void anEmptyHistoryHasNothingToShow() {
        SampleHistory history = new SampleHistory(2, 100);
        SampleHistory.Columns columns = new SampleHistory.Columns(10);

        history.columns(0, 0, 1000, columns);

        assertThat(history.isEmpty()).isTrue();
        assertThat(history.nearest(5)).isEqualTo(-1);
        assertThat(history.newest(1)).isNaN();
        assertThat(history.summarize(0, 0, 10, range)).isFalse();
        for (int column = 0; column < columns.size(); column++) {
            assertThat(columns.min(column)).isNaN();
        }
    }

    @Test
    void refusesTimeThatGoesBackAndSamplesOfAnotherWidth() {
        SampleHistory history = new SampleHistory(1, 10);
        history.append(10, new float[] {1});

        assertThatThrownBy(() -> history.append(9, new float[] {1})).hasMessageContaining("went back");
        assertThatThrownBy(() -> history.append(11, new float[] {1, 2})).hasMessageContaining("2 values");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void everyRangeSummaryEqualsThePlainSum(long seed) {
        Random random = new Random(seed);
        SampleHistory history = new SampleHistory(1, 10_000);
        int written = 3_000 + random.nextInt(30_000);
        float[] all = new float[written];
        for (int i = 0; i < written; i++) {
            all[i] = random.nextInt(20) == 0 ? Float.NaN : random.nextFloat() * 1000;
            history.append(i * STEP, new float[] {all[i]});
        }
        assertThat(history.end() - history.oldest()).isGreaterThanOrEqualTo(Math.min(written, 10_000));

        for (int trial = 0; trial < 200; trial++) {
            int length = (int) (history.end() - history.oldest());
            int from = (int) history.oldest() + random.nextInt(length);
            int to = from + random.nextInt((int) history.end() - from + 1);
            float min = Float.NaN;
            float max = Float.NaN;
            double sum = 0;
            int count = 0;
            for (int i = from; i < to; i++) {
                if (!Float.isNaN(all[i])) {
                    min = count == 0 ? all[i] : Math.min(min, all[i]);
                    max = count == 0 ? all[i] : Math.max(max, all[i]);
                    sum += all[i];
                    count++;
                }
            }
            assertThat(history.summarize(0, from, to, range)).isEqualTo(count > 0);
            assertThat(range.min()).isEqualTo(min);
            assertThat(range.max()).isEqualTo(max);
            if (count > 0) {
                assertThat((double) range.mean()).isCloseTo(sum / count, within(0.01));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 64, 333, 1200})
    void columnsHoldEverySampleOfTheirTime(int width) {
        Random random = new Random(width);
        SampleHistory history = new SampleHistory(1, 20_000);
        List<Float> values = new ArrayList<>();
        for (int i = 0; i < 15_000; i++) {
            float value = random.nextFloat();
            values.add(value);
            history.append(i * STEP, new float[] {value});
        }
        SampleHistory.Columns columns = new SampleHistory.Columns(width);
        long from = 1_000 * STEP;
        long to = 13_000 * STEP;

        history.columns(0, from, to, columns);

        double step = (double) (to - from) / width;
        for (int i = 1_000; i < 13_000; i++) {
            int column = Math.min(width - 1, (int) ((i * STEP - from) / step));
            assertThat(values.get(i)).isBetween(columns.min(column), columns.max(column));
        }
    }

    @Test
    void neighbouringColumnsOfAJoinedLineTouch() {
        SampleHistory history = new SampleHistory(1, 100);
        history.append(0, new float[] {0});
        history.append(1000, new float[] {100});
        history.append(2000, new float[] {0});
        SampleHistory.Columns columns = new SampleHistory.Columns(50);

        history.columns(0, 0, 2000, columns);

        for (int column = 1; column < columns.size(); column++) {
            assertThat(columns.min(column)).isLessThanOrEqualTo(columns.max(column - 1) + 1e-3f);
            assertThat(columns.max(column)).isGreaterThanOrEqualTo(columns.min(column - 1) - 1e-3f);
        }
        assertThat(columns.max(25)).isEqualTo(100);
        assertThat(columns.min(12)).isCloseTo(48, within(0.01f));
    }

    @Test
    void aGapStaysEmpty() {
        SampleHistory history = new SampleHistory(1, 100);
        history.append(0, new float[] {5});
        history.append(100, new float[] {5});
        history.gap(101);
        history.append(900, new float[] {7});
        history.append(1000, new float[] {7});
        SampleHistory.Columns columns = new SampleHistory.Columns(100);

        history.columns(0, 0, 1000, columns);

        assertThat(columns.min(5)).isEqualTo(5);
        for (int column = 11; column < 89; column++) {
            assertThat(columns.max(column)).as("column %d", column).isNaN();
        }
        assertThat(columns.min(95)).isEqualTo(7);
    }

    @Test
    void findsTheNearestSample() {
        SampleHistory history = new SampleHistory(1, 100);
        for (int i = 0; i < 10; i++) {
            history.append(i * 100L, new float[] {i});
        }

        assertThat(history.nearest(-50)).isEqualTo(0);
        assertThat(history.nearest(149)).isEqualTo(1);
        assertThat(history.nearest(151)).isEqualTo(2);
        assertThat(history.nearest(5000)).isEqualTo(9);
        assertThat(history.firstAtOrAfter(101)).isEqualTo(2);
        assertThat(history.firstAtOrAfter(901)).isEqualTo(10);
    }

    @Test
    void aReaderBesideTheWriterSeesOnlyWhatWasWritten() throws InterruptedException {
        SampleHistory history = new SampleHistory(2, 8_000);
        AtomicBoolean done = new AtomicBoolean();
        AtomicReference<String> wrong = new AtomicReference<>();
        Thread reader = Thread.ofPlatform().start(() -> {
            SampleHistory.Range seen = new SampleHistory.Range();
            while (!done.get() && wrong.get() == null) {
                long end = history.end();
                for (long sequence = Math.max(history.oldest(), end - 300); sequence < end; sequence++) {
                    float expected = (float) (sequence % 1000);
                    boolean differs =
                            history.valueAt(0, sequence) != expected || history.timeAt(sequence) != sequence;
                    // A reader the system held up meanwhile may have been overtaken; it can tell.
                    if (differs && sequence >= history.oldest()) {
                        wrong.set("sample " + sequence + " is " + history.valueAt(0, sequence));
                    }
                }
                if (history.summarize(1, history.oldest(), end, seen) && (seen.min() != 3 || seen.max() != 3)) {
                    wrong.set("range " + seen.min() + ".." + seen.max());
                }
            }
        });
        float[] values = new float[2];
        for (int i = 0; i < 200_000; i++) {
            values[0] = i % 1000;
            values[1] = 3;
            history.append(i, values);
            if (i % 512 == 0) {
                Thread.sleep(0, 200_000);
            }
        }
        done.set(true);
        reader.join();

        assertThat(wrong.get()).isNull();
    }

    @Test
    void anHourOfAHundredSeriesIsSmallAndIsQueriedWithoutAllocation() {
        int series = 100;
        int samples = 36_000;
        float[] values = new float[series];
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        SampleHistory history = new SampleHistory(series, samples);
        for (int i = 0; i < samples; i++) {
            for (int s = 0; s < series; s++) {
                values[s] = s * i;
            }
            history.append(i * STEP, values);
        }
        long taken = threads.getCurrentThreadAllocatedBytes() - before;
        SampleHistory.Columns columns = new SampleHistory.Columns(1200);
        history.columns(1, 0, samples * STEP, columns);
        long queried = threads.getCurrentThreadAllocatedBytes();
        for (int s = 0; s < series; s++) {
            history.columns(s, 0, samples * STEP, columns);
            history.summarize(s, 0, samples, range);
        }
        long queries = threads.getCurrentThreadAllocatedBytes() - queried;

        assertThat(taken).isLessThan(20L << 20);
        assertThat(queries).isLessThan(1024);
        assertThat(range.max()).isEqualTo(99f * 35_999);
    }
}
