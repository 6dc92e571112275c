package io.github.memorypoolnvse.ui.live;

import io.github.memorypoolnvse.telemetry.SampleHistory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A made-up but plausible run of the game for looking at pages: walking, loading, growing memory. */
public final class PlausibleRun implements Feed {

    private static final long SECOND = 1_000_000_000L;
    private static final double MB = 1 << 20;

    private final List<Channel> channels = new ArrayList<>();
    private final Map<String, Double> totals = new HashMap<>();
    private final SampleHistory history;
    private final List<Mark> marks = new ArrayList<>();

    /**
     * @param seconds how long it runs
     * @param perSecond samples per second
     */
    public PlausibleRun(int seconds, int perSecond, long seed) {
        add(MetricNames.ALLOCATIONS, Unit.PER_SECOND);
        add(MetricNames.LIVE_BYTES, Unit.BYTES);
        add(MetricNames.PEAK_BYTES, Unit.BYTES);
        add(MetricNames.FALLBACKS, Unit.PER_SECOND);
        add(MetricNames.FRAME_TIME, Unit.NANOSECONDS);
        add(MetricNames.SLOW_FRAMES, Unit.NANOSECONDS);
        add(MetricNames.ADDRESS_FREE, Unit.BYTES);
        add(MetricNames.LARGEST_HOLE, Unit.BYTES);
        add(MetricNames.SAVED_CALLS, Unit.PER_SECOND);
        history = new SampleHistory(channels.size(), seconds * perSecond + 1);
        play(seconds, perSecond, new Random(seed));
    }

    private void add(String name, Unit unit) {
        channels.add(new Channel(name, unit, channels.size(), name, ""));
    }

    private void play(int seconds, int perSecond, Random random) {
        float[] row = new float[channels.size()];
        double live = 420 * MB;
        double peak = live;
        double hole = 610 * MB;
        double allocations = 0;
        double saved = 0;
        double walk = 0;
        int loading = 0;
        double target = live;
        for (int i = 0; i < seconds * perSecond; i++) {
            long time = (long) i * SECOND / perSecond;
            if (loading == 0 && random.nextInt(perSecond * 45) == 0) {
                loading = perSecond * (3 + random.nextInt(4));
                target = live + (random.nextDouble() - 0.32) * 420 * MB;
                target = Math.clamp(target, 380 * MB, 1500 * MB);
                marks.add(new Mark(time, Mark.Kind.LOAD, "Cell change"));
            }
            walk = walk * 0.97 + random.nextGaussian() * 0.03;
            boolean busy = loading > 0;
            loading -= busy ? 1 : 0;
            live += busy ? (target - live) * 0.05 + random.nextGaussian() * 3 * MB : random.nextGaussian() * 0.7 * MB;
            peak = Math.max(peak, live);
            hole = Math.max(70 * MB, hole - (busy ? random.nextDouble() * 0.5 * MB : random.nextDouble() * 0.01 * MB));
            double rate = (busy ? 410_000 : 96_000) * (1 + walk + random.nextGaussian() * 0.06);
            double frame = busy ? 33e6 + Math.abs(random.nextGaussian()) * 28e6
                    : 16.7e6 + Math.abs(random.nextGaussian()) * 1.1e6 + (random.nextInt(400) == 0 ? 31e6 : 0);
            double calls = (busy ? 3_900 : 240) * (1 + random.nextGaussian() * 0.12);
            allocations += rate / perSecond;
            saved += Math.max(0, calls) / perSecond;
            row[0] = (float) Math.max(0, rate);
            row[1] = (float) live;
            row[2] = (float) peak;
            row[3] = busy && random.nextInt(60) == 0 ? perSecond : 0;
            row[4] = (float) frame;
            row[5] = 26.4e6f;
            row[6] = (float) (3200 * MB - live - 760 * MB + random.nextGaussian() * 0.2 * MB);
            row[7] = (float) hole;
            row[8] = (float) Math.max(0, calls);
            if (seconds > 40 && i >= (seconds - 26) * perSecond && i < (seconds - 23) * perSecond) {
                if (i == (seconds - 26) * perSecond) {
                    history.gap(time);
                }
                continue;
            }
            history.append(time, row);
            totals.merge(MetricNames.FALLBACKS, row[3] / (double) perSecond, Double::sum);
        }
        totals.put(MetricNames.ALLOCATIONS, allocations);
        totals.put(MetricNames.SAVED_CALLS, saved);
    }

    public List<Mark> marks() {
        return List.copyOf(marks);
    }

    @Override
    public List<Channel> channels() {
        return channels;
    }

    @Override
    public SampleHistory history() {
        return history;
    }

    @Override
    public double total(String name) {
        return totals.getOrDefault(name, Double.NaN);
    }
}
