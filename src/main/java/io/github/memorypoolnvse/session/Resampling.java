package io.github.memorypoolnvse.session;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleSupplier;

/**
 * How far a mean may be off, from the spread of its own minutes: the minutes are drawn again and again with
 * replacement, and the middle 95 % of the means that come of it are the interval. The same minutes give the same
 * interval. It takes minutes for independent of each other and knows nothing of what else differed.
 */
final class Resampling {

    /** Fewer minutes say too little of their spread. */
    static final int LEAST_MINUTES = 5;

    private static final int DRAWS = 4000;
    private static final double TAIL = 0.025;

    private Resampling() {
    }

    /** Of the mean of these minutes. */
    static Estimate mean(double[] minutes) {
        Random random = new Random(minutes.length);
        return estimate(average(minutes), minutes.length, TAIL, () -> drawnMean(minutes, random));
    }

    /**
     * Of the mean of the later minutes less that of the earlier ones.
     *
     * @param differences how many are looked at together; the more, the wider each interval, so that all hold at once
     */
    static Estimate difference(double[] earlier, double[] later, int differences) {
        Random random = new Random(earlier.length * 31L + later.length);
        return estimate(average(later) - average(earlier), Math.min(earlier.length, later.length),
                TAIL / differences, () -> drawnMean(later, random) - drawnMean(earlier, random));
    }

    private static Estimate estimate(double value, int minutes, double tail, DoubleSupplier draw) {
        if (minutes < LEAST_MINUTES) {
            return new Estimate(value, Double.NaN, Double.NaN);
        }
        double[] drawn = new double[DRAWS];
        Arrays.setAll(drawn, _ -> draw.getAsDouble());
        Arrays.sort(drawn);
        return new Estimate(value, drawn[(int) (DRAWS * tail)], drawn[(int) (DRAWS * (1 - tail)) - 1]);
    }

    private static double drawnMean(double[] minutes, Random random) {
        double sum = 0;
        for (int i = 0; i < minutes.length; i++) {
            sum += minutes[random.nextInt(minutes.length)];
        }
        return sum / minutes.length;
    }

    private static double average(double[] minutes) {
        return Arrays.stream(minutes).average().orElse(Double.NaN);
    }
}
