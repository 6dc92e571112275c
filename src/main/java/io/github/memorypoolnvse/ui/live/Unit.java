package io.github.memorypoolnvse.ui.live;

import io.github.memorypoolnvse.telemetry.Metric;
import io.github.memorypoolnvse.telemetry.MetricKind;
import java.text.NumberFormat;
import java.util.Arrays;
import java.util.Locale;

/** What a number of a graph or a tile counts, and how a person reads it. */
public enum Unit {
    /** Shown in steps of 1024, as the game and Windows name them. */
    BYTES(1024, 1, "B", "KB", "MB", "GB", "TB"),
    BYTES_PER_SECOND(1024, 1, "B/s", "KB/s", "MB/s", "GB/s", "TB/s"),
    COUNT(1000, 1, "", "k", "M", "G", "T"),
    PER_SECOND(1000, 1, "/s", "k/s", "M/s", "G/s", "T/s"),
    /** Given in nanoseconds, read in milliseconds. */
    NANOSECONDS(1000, 1e-6, "ms", "s"),
    /** Given as a share, 0 to 1. */
    SHARE(1000, 100, "%");

    private final double step;
    private final double scale;
    private final String[] names;

    Unit(double step, double scale, String... names) {
        this.step = step;
        this.scale = scale;
        this.names = names;
    }

    /** The unit of a metric's values in a history, where a counter's are per second. */
    public static Unit of(Metric metric) {
        boolean counter = metric.kind() == MetricKind.COUNTER;
        return switch (metric.unit()) {
            case "bytes" -> counter ? BYTES_PER_SECOND : BYTES;
            case "ns" -> counter ? PER_SECOND : NANOSECONDS;
            default -> counter ? PER_SECOND : COUNT;
        };
    }

    /** A value as it is read: a number of three or four digits and the unit that goes with it. */
    public Figure figure(double value, Locale locale) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return new Figure("–", "");
        }
        double shown = value * scale;
        int power = 0;
        double limit = step == 1024 ? 1000 : this == COUNT || this == PER_SECOND ? 9_999.5 : 999.5;
        while (Math.abs(shown) >= limit && power < names.length - 1) {
            shown /= step;
            power++;
            limit = 999.5;
        }
        return new Figure(number(shown, power, locale), names[power]);
    }

    /** A round value beside an axis line: as few digits as it needs. */
    String tick(double value, Locale locale) {
        Figure figure = figure(value, locale);
        double shown = value * scale;
        int power = Arrays.asList(names).indexOf(figure.unit());
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMaximumFractionDigits(3);
        return new Figure(format.format(shown / Math.pow(step, power)), figure.unit()).toString();
    }

    /** A value with its unit in one text. */
    public String text(double value, Locale locale) {
        return figure(value, locale).toString();
    }

    private String number(double shown, int power, Locale locale) {
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMaximumFractionDigits(digits(Math.abs(shown), power));
        format.setMinimumFractionDigits(digits(Math.abs(shown), power));
        return format.format(shown + 0.0);
    }

    private int digits(double shown, int power) {
        boolean whole = power == 0 && (this == BYTES || this == COUNT);
        if (whole || shown >= 99.95) {
            return 0;
        }
        if (this == PER_SECOND && power == 0) {
            return shown == Math.rint(shown) ? 0 : 1;
        }
        return shown >= 9.995 || shown == 0 ? this == NANOSECONDS && shown != 0 ? 1 : shown == 0 ? 0 : 1 : 2;
    }

    /** The factor between this unit's raw value and the one shown, without a prefix. */
    double scale() {
        return scale;
    }

    /** Whether prefixes go in steps of 1024. */
    boolean binary() {
        return step == 1024;
    }

    /**
     * A number and its unit, both ready to show.
     *
     * @param number digits in the reader's language
     * @param unit its unit, empty for a plain count
     */
    public record Figure(String number, String unit) {

        @Override
        public String toString() {
            return unit.isEmpty() ? number : number + "\u00a0" + unit;
        }
    }
}
