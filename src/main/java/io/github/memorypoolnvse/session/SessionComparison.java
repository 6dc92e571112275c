package io.github.memorypoolnvse.session;

import io.github.memorypoolnvse.telemetry.Metric;
import io.github.memorypoolnvse.telemetry.MetricDirectory;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Sessions beside each other, the oldest first: every other one is held against it.
 *
 * @param columns two or more
 */
public record SessionComparison(List<Column> columns) {

    private static final double SHARE_THAT_MATTERS = 0.01;

    /**
     * One of the sessions.
     *
     * @param frame mean frame time, nanoseconds
     * @param slowest mean of the slowest hundredth of the frames, nanoseconds
     * @param frameLonger how much longer its frames took than the oldest session's; nothing known for that one itself
     */
    public record Column(Session session, Estimate frame, Estimate slowest, Estimate frameLonger) {
    }

    public SessionComparison {
        columns = List.copyOf(columns);
    }

    /** Reads the sessions and compares them. Blocking. */
    public static SessionComparison of(List<Session> sessions) throws IOException {
        List<Column> columns = new ArrayList<>();
        double[] oldest = null;
        for (Session session : sessions.stream()
                .sorted(Comparator.comparing((Session each) -> each.summary().started())).toList()) {
            Minutes minutes = new Minutes();
            session.source().read(minutes);
            double[] frames = minutes.frames();
            Estimate longer = oldest == null ? new Estimate(Double.NaN, Double.NaN, Double.NaN)
                    : Resampling.difference(oldest, frames, sessions.size() - 1);
            oldest = oldest == null ? frames : oldest;
            columns.add(new Column(session, Resampling.mean(frames), Resampling.mean(minutes.slowest()), longer));
        }
        return new SessionComparison(columns);
    }

    /** The oldest, against which the others are held. */
    public Column first() {
        return columns.getFirst();
    }

    /** Of those whose frame times clearly differ from the oldest's, by enough to matter, the one that differs most. */
    public Optional<Column> clearest() {
        return columns.stream().filter(column -> column.frameLonger().clear())
                .filter(column -> Math.abs(column.frameLonger().value()) >= leastThatMatters())
                .max(Comparator.comparingDouble(column -> Math.abs(column.frameLonger().value())));
    }

    /** Whether none can differ from the oldest by enough to matter. */
    public boolean alike() {
        return columns.stream().skip(1).allMatch(column -> column.frameLonger().bounded()
                && Math.abs(column.frameLonger().low()) < leastThatMatters()
                && Math.abs(column.frameLonger().high()) < leastThatMatters());
    }

    private double leastThatMatters() {
        return first().frame().value() * SHARE_THAT_MATTERS;
    }

    /** Whether at least one was long enough, as the oldest was, to tell whether it differs. */
    public boolean telling() {
        return columns.stream().anyMatch(column -> column.frameLonger().bounded());
    }

    private static final class Minutes implements SessionVisitor {

        private MinuteMeans frames = new MinuteMeans(Metric.NOT_SAMPLED, Duration.ofSeconds(1));
        private MinuteMeans slowest = frames;

        @Override
        public void head(SessionHead head) {
            MetricDirectory directory = head.directory();
            frames = new MinuteMeans(directory.ringSlot("frame.average"), head.samplePeriod());
            slowest = new MinuteMeans(directory.ringSlot("frame.slowest_1_percent"), head.samplePeriod());
        }

        @Override
        public void sample(long serial, long timeNanos, long[] values) {
            frames.add(timeNanos, values);
            slowest.add(timeNanos, values);
        }

        double[] frames() {
            return frames.take();
        }

        double[] slowest() {
            return slowest.take();
        }
    }
}
