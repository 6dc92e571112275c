package io.github.memorypoolnvse.telemetry;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The recent past of every series, in memory: a ring of samples on one time axis, with the lowest and the
 * highest value of each 64 and each 4096 samples kept beside them, so that a range of any length is drawn or
 * summed up in time that depends on the pixels asked for and not on the samples behind them.
 *
 * <p>One thread writes ({@link #append}, {@link #gap}); any thread reads, without a lock. A reader takes
 * {@link #end()} and {@link #oldest()} once and then uses the sequence numbers between them; the ring keeps
 * {@value #SLACK} samples beyond the oldest one it names, so a reader is not overtaken while it works; one that was
 * held up longer than those take to write finds its sequence numbers below {@link #oldest()}.
 * Storage grows with what was written, up to the capacity, and appending allocates nothing else.
 *
 * <p>Values are floats: what is drawn is a gauge or a rate, for which seven digits are more than a screen has.
 * {@link Float#NaN} means "no value"; a gap is a sample in which no series has one.
 */
public final class SampleHistory {

    private static final int BLOCK_BITS = 6;
    private static final int CHUNK_BITS = 12;
    private static final int BLOCK = 1 << BLOCK_BITS;
    private static final int CHUNK = 1 << CHUNK_BITS;
    private static final int BLOCKS_PER_CHUNK = CHUNK / BLOCK;
    private static final int SLACK = 2 * BLOCK;

    private static final VarHandle END;

    static {
        try {
            END = MethodHandles.lookup().findVarHandle(SampleHistory.class, "end", long.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final int seriesCount;
    private final int chunkCount;
    private final long[][] times;
    /** By chunk of the ring, then by series. */
    private final SeriesChunk[][] chunks;

    private long end;
    private long newestTime = Long.MIN_VALUE;

    /**
     * @param seriesCount how many values a sample has, 1 or more
     * @param capacity how many samples are kept at least; rounded up
     */
    public SampleHistory(int seriesCount, int capacity) {
        if (seriesCount < 1 || capacity < 1) {
            throw new IllegalArgumentException("A history needs a series and a capacity");
        }
        this.seriesCount = seriesCount;
        this.chunkCount = Math.max(2, Math.toIntExact((capacity + (long) SLACK + CHUNK - 1) >> CHUNK_BITS));
        this.times = new long[chunkCount][];
        this.chunks = new SeriesChunk[chunkCount][];
    }

    public int seriesCount() {
        return seriesCount;
    }

    /** The sequence number after the newest sample; 0 when nothing was written. */
    public long end() {
        return (long) END.getAcquire(this);
    }

    /** The sequence number of the oldest sample that can be read. */
    public long oldest() {
        return Math.max(0, end() - ((long) chunkCount * CHUNK - SLACK));
    }

    public boolean isEmpty() {
        return end() == 0;
    }

    /**
     * Adds one sample. Writer thread only.
     *
     * @param time nanoseconds on the writer's own clock, not before the last one
     * @param values one value for each series; copied
     */
    public void append(long time, float[] values) {
        if (values.length != seriesCount) {
            throw new IllegalArgumentException(values.length + " values for " + seriesCount + " series");
        }
        write(time, values);
    }

    /** Notes that nothing is known from here to the next sample; the lines on both sides are not joined. */
    public void gap(long time) {
        write(time, null);
    }

    private void write(long time, float @org.jspecify.annotations.Nullable [] values) {
        if (time < newestTime) {
            throw new IllegalArgumentException("Time went back from " + newestTime + " to " + time);
        }
        long sequence = end;
        int chunk = chunkOf(sequence);
        int at = (int) sequence & (CHUNK - 1);
        if (times[chunk] == null) {
            times[chunk] = new long[CHUNK];
            chunks[chunk] = new SeriesChunk[seriesCount];
            for (int series = 0; series < seriesCount; series++) {
                chunks[chunk][series] = new SeriesChunk();
            }
        }
        times[chunk][at] = time;
        SeriesChunk[] row = chunks[chunk];
        for (int series = 0; series < seriesCount; series++) {
            row[series].put(at, values == null ? Float.NaN : values[series]);
        }
        newestTime = time;
        END.setRelease(this, sequence + 1);
    }

    /** The time of a sample, in nanoseconds. */
    public long timeAt(long sequence) {
        return times[chunkOf(sequence)][(int) sequence & (CHUNK - 1)];
    }

    /** A sample's value, or NaN. */
    public float valueAt(int series, long sequence) {
        return chunks[chunkOf(sequence)][series].values[(int) sequence & (CHUNK - 1)];
    }

    /** The newest value of a series, or NaN. */
    public float newest(int series) {
        long last = end() - 1;
        return last < 0 ? Float.NaN : valueAt(series, last);
    }

    /** The time of the oldest sample that can be read; 0 when there is none. */
    public long oldestTime() {
        return isEmpty() ? 0 : timeAt(oldest());
    }

    /** The time of the newest sample; 0 when there is none. */
    public long newestTime() {
        long last = end() - 1;
        return last < 0 ? 0 : timeAt(last);
    }

    /** The first readable sample at or after a time; {@link #end()} when there is none. */
    public long firstAtOrAfter(long time) {
        long high = end();
        long low = Math.max(0, high - ((long) chunkCount * CHUNK - SLACK));
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (timeAt(middle) < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The readable sample nearest to a time; -1 when the history is empty. */
    public long nearest(long time) {
        if (isEmpty()) {
            return -1;
        }
        long after = firstAtOrAfter(time);
        if (after == end()) {
            return after - 1;
        }
        if (after == oldest()) {
            return after;
        }
        return time - timeAt(after - 1) <= timeAt(after) - time ? after - 1 : after;
    }

    /**
     * Lowest, highest and mean of a series between two sequence numbers.
     *
     * @return whether there was a value in the range; if not, out is empty
     */
    public boolean summarize(int series, long fromSequence, long toSequence, Range out) {
        out.clear();
        long sequence = Math.max(fromSequence, oldest());
        long stop = Math.min(toSequence, end());
        while (sequence < stop) {
            SeriesChunk chunk = chunks[chunkOf(sequence)][series];
            int at = (int) sequence & (CHUNK - 1);
            if (at == 0 && stop - sequence >= CHUNK) {
                chunk.addWhole(out);
                sequence += CHUNK;
            } else if ((at & (BLOCK - 1)) == 0 && stop - sequence >= BLOCK) {
                chunk.addBlock(at >> BLOCK_BITS, out);
                sequence += BLOCK;
            } else {
                int run = (int) Math.min(BLOCK - (at & (BLOCK - 1)), stop - sequence);
                out.add(chunk.values, at, at + run);
                sequence += run;
            }
        }
        return !out.isEmpty();
    }

    /**
     * Fills one lowest and one highest value for each column of equal time between two times. A column in which
     * no sample falls but which lies between two joined samples takes the line between them; a column in a gap,
     * before the first or after the last sample is NaN. Neighbouring columns of a joined line always touch.
     *
     * @param from nanoseconds, the left edge of the first column
     * @param to nanoseconds, the right edge of the last column, after from
     */
    public void columns(int series, long from, long to, Columns out) {
        int count = out.size();
        long stop = end();
        long oldest = Math.max(0, stop - ((long) chunkCount * CHUNK - SLACK));
        double step = (double) (to - from) / count;
        Range range = out.scratch;
        long sequence = Math.max(oldest, firstAtOrAfter(from));
        for (int column = 0; column < count; column++) {
            long left = from + (long) (column * step);
            long right = column == count - 1 ? to : from + (long) ((column + 1) * step);
            long next = advance(sequence, stop, right);
            range.clear();
            summarize(series, sequence, next, range);
            out.count[column] = (int) Math.min(Integer.MAX_VALUE, range.count);
            out.mean[column] = range.mean();
            joinEdge(series, left, sequence, oldest, stop, range);
            joinEdge(series, right, next, oldest, stop, range);
            out.min[column] = range.min();
            out.max[column] = range.max();
            sequence = next;
        }
    }

    /** The first sequence number from sequence on whose time is not before a time. */
    private long advance(long sequence, long stop, long time) {
        long step = 1;
        long low = sequence;
        while (low < stop && timeAt(low) < time) {
            long probe = Math.min(stop, low + step);
            if (probe < stop && timeAt(probe) < time) {
                low = probe;
                step <<= 1;
            } else if (step == 1) {
                return probe;
            } else {
                step = 1;
            }
        }
        return low;
    }

    /** Adds the value of the line between the samples around a column's edge, if they are joined. */
    private void joinEdge(int series, long time, long after, long oldest, long stop, Range range) {
        if (after <= oldest || after >= stop) {
            return;
        }
        float leftValue = valueAt(series, after - 1);
        float rightValue = valueAt(series, after);
        if (Float.isNaN(leftValue) || Float.isNaN(rightValue)) {
            return;
        }
        long leftTime = timeAt(after - 1);
        long span = timeAt(after) - leftTime;
        float share = span <= 0 ? 0 : (float) ((double) (time - leftTime) / span);
        if (share >= 0 && share <= 1) {
            range.widen(leftValue + (rightValue - leftValue) * share);
        }
    }

    private int chunkOf(long sequence) {
        return (int) ((sequence >> CHUNK_BITS) % chunkCount);
    }

    /** The lowest and highest value of each column of a graph; made once for a width and filled again and again. */
    public static final class Columns {

        private final float[] min;
        private final float[] max;
        private final float[] mean;
        private final int[] count;
        private final Range scratch = new Range();

        public Columns(int size) {
            min = new float[size];
            max = new float[size];
            mean = new float[size];
            count = new int[size];
        }

        public int size() {
            return min.length;
        }

        /** The lowest value of a column, or NaN. */
        public float min(int column) {
            return min[column];
        }

        /** The highest value of a column, or NaN. */
        public float max(int column) {
            return max[column];
        }

        /** The mean of the samples in a column, or NaN when there are none in it. */
        public float mean(int column) {
            return mean[column];
        }

        /** How many samples with a value lie in a column. */
        public int count(int column) {
            return count[column];
        }
    }

    /** Lowest, highest and mean of some values; NaN while there are none. */
    public static final class Range {

        private float min = Float.NaN;
        private float max = Float.NaN;
        private double sum;
        private long count;

        public float min() {
            return min;
        }

        public float max() {
            return max;
        }

        public float mean() {
            return count == 0 ? Float.NaN : (float) (sum / count);
        }

        public boolean isEmpty() {
            return count == 0;
        }

        void clear() {
            min = Float.NaN;
            max = Float.NaN;
            sum = 0;
            count = 0;
        }

        /** Half of what a moving graph costs is spent in here: plain comparisons of locals, no call a value. */
        void add(float[] values, int from, int to) {
            float low = Float.POSITIVE_INFINITY;
            float high = Float.NEGATIVE_INFINITY;
            double total = 0;
            int known = 0;
            for (int i = from; i < to; i++) {
                float value = values[i];
                if (!Float.isNaN(value)) {
                    low = value < low ? value : low;
                    high = value > high ? value : high;
                    total += value;
                    known++;
                }
            }
            add(low, high, total, known);
        }

        void widen(float value) {
            min = Float.isNaN(min) ? value : Math.min(min, value);
            max = Float.isNaN(max) ? value : Math.max(max, value);
        }

        void add(float low, float high, double total, int values) {
            if (values > 0) {
                widen(low);
                widen(high);
                sum += total;
                count += values;
            }
        }
    }

    /** One chunk of one series: its samples, and what they come to for each block and for the whole. */
    private static final class SeriesChunk {

        final float[] values = new float[CHUNK];
        final float[] min = new float[BLOCKS_PER_CHUNK];
        final float[] max = new float[BLOCKS_PER_CHUNK];
        final double[] sum = new double[BLOCKS_PER_CHUNK];
        final byte[] count = new byte[BLOCKS_PER_CHUNK];
        float wholeMin;
        float wholeMax;
        double wholeSum;
        int wholeCount;

        void put(int at, float value) {
            int block = at >> BLOCK_BITS;
            if (at == 0) {
                wholeSum = 0;
                wholeCount = 0;
            }
            if ((at & (BLOCK - 1)) == 0) {
                sum[block] = 0;
                count[block] = 0;
            }
            values[at] = value;
            if (Float.isNaN(value)) {
                return;
            }
            min[block] = count[block] == 0 ? value : Math.min(min[block], value);
            max[block] = count[block] == 0 ? value : Math.max(max[block], value);
            sum[block] += value;
            count[block]++;
            wholeMin = wholeCount == 0 ? value : Math.min(wholeMin, value);
            wholeMax = wholeCount == 0 ? value : Math.max(wholeMax, value);
            wholeSum += value;
            wholeCount++;
        }

        void addBlock(int block, Range out) {
            out.add(min[block], max[block], sum[block], count[block]);
        }

        void addWhole(Range out) {
            out.add(wholeMin, wholeMax, wholeSum, wholeCount);
        }
    }
}
