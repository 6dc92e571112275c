package io.github.memorypoolnvse.ui.live;

/**
 * The vertical axis of a graph: round limits around the values shown, which change seldom, and the lines between
 * them. Linear from zero, or logarithmic.
 */
final class ValueScale {

    private static final int MOST_TICKS = 8;
    private static final double SMALLEST_LOG = 1e-3;

    private final Unit unit;
    private final double[] ticks = new double[MOST_TICKS];
    private int tickCount;
    private boolean logarithmic;
    private double low;
    private double high;
    private int fittedLines;

    ValueScale(Unit unit) {
        this.unit = unit;
    }

    void setLogarithmic(boolean on) {
        logarithmic = on;
        high = 0;
    }

    boolean logarithmic() {
        return logarithmic;
    }

    /**
     * Fits the axis to values between min and max (NaN: none), with at most so many lines.
     *
     * @return whether the axis changed
     */
    boolean fit(float min, float max, int lines) {
        double top = Float.isNaN(max) || max <= 0 ? 0 : max * unit.scale();
        double oldHigh = high;
        double oldLow = low;
        int oldCount = tickCount;
        if (logarithmic) {
            fitLogarithmic(Float.isNaN(min) ? 0 : min * unit.scale(), top, lines);
        } else {
            fitLinear(top, Math.clamp(lines, 1, MOST_TICKS - 1));
        }
        return high != oldHigh || low != oldLow || tickCount != oldCount;
    }

    private void fitLinear(double top, int lines) {
        low = 0;
        boolean holds = lines == fittedLines && high > 0 && top <= high && top >= high * 0.5;
        if (holds) {
            return;
        }
        fittedLines = lines;
        double step = top <= 0 ? 1 : roundStep(top * 1.05 / lines);
        int steps = (int) Math.max(1, Math.ceil(top * 1.02 / step));
        high = steps * step;
        tickCount = 0;
        for (int i = 0; i < MOST_TICKS && i <= steps; i++) {
            ticks[tickCount++] = i * step;
        }
    }

    private void fitLogarithmic(double bottom, double top, int lines) {
        double base = unit.binary() ? 16 : 10;
        double first = Math.floor(log(Math.max(bottom, SMALLEST_LOG), base));
        double last = Math.max(first + 1, Math.ceil(log(Math.max(top, SMALLEST_LOG), base)));
        if (bottom <= 0) {
            first = Math.max(first, last - 4);
        }
        low = Math.pow(base, first);
        high = Math.pow(base, last);
        double every = Math.max(1, Math.ceil((last - first) / Math.max(1, Math.min(lines, MOST_TICKS - 1))));
        tickCount = 0;
        for (double power = first; power <= last + 1e-9 && tickCount < MOST_TICKS; power += every) {
            ticks[tickCount++] = Math.pow(base, power);
        }
    }

    /** The least round step that is not below a wanted one. */
    private double roundStep(double wanted) {
        double base = 1;
        if (unit.binary()) {
            while (wanted / base >= 1024) {
                base *= 1024;
            }
            for (double step = 1; step <= 1024; step *= 2) {
                if (step * base >= wanted) {
                    return step * base;
                }
            }
        }
        base = Math.pow(10, Math.floor(Math.log10(wanted)));
        if (unit == Unit.COUNT && base < 1) {
            return 1;
        }
        for (double step : new double[] {1, 2, 2.5, 5}) {
            boolean splits = step == 2.5 && unit == Unit.COUNT && base < 10;
            if (step * base >= wanted * (1 - 1e-9) && !splits) {
                return step * base;
            }
        }
        return 10 * base;
    }

    /** Where a value lies: 0 at the bottom, 1 at the top; may be outside. */
    double place(double value) {
        double shown = value * unit.scale();
        if (!logarithmic) {
            return (shown - low) / (high - low);
        }
        if (shown <= low) {
            return 0;
        }
        return Math.log(shown / low) / Math.log(high / low);
    }

    int tickCount() {
        return tickCount;
    }

    /** A line's value, in the unit's raw measure. */
    double tick(int index) {
        return ticks[index] / unit.scale();
    }

    private static double log(double value, double base) {
        return Math.log(value) / Math.log(base);
    }
}
