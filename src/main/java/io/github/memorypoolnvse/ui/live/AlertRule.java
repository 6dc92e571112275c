package io.github.memorypoolnvse.ui.live;

import io.github.memorypoolnvse.ui.theme.Severity;
import java.util.List;

/**
 * When to warn. A rule that has warned does so again only after its value went back past the second threshold, so
 * that a value trembling on the edge warns once.
 *
 * @param metric whose value is watched; a counter's total for RISES
 * @param test what about it
 * @param raise the value at which it warns
 * @param clear the value at which all is well again
 * @param on whether it is watched at all
 */
public record AlertRule(String metric, Test test, double raise, double clear, Severity severity, boolean on) {

    private static final double MEGABYTE = 1 << 20;

    /** What about a value is watched. */
    public enum Test {
        /** It falls below {@code raise}; well again above {@code clear}. */
        BELOW,
        /** It climbs above {@code raise}; well again below {@code clear}. */
        ABOVE,
        /**
         * It grew by at least {@code raise} since the last look; well again after {@code clear} seconds without. What
         * a bad one counted before the first look counts as growth.
         */
        RISES
    }

    /** What is watched unless somebody says otherwise. */
    public static final List<AlertRule> STANDARD = List.of(
            new AlertRule(MetricNames.LARGEST_HOLE, Test.BELOW, 64 * MEGABYTE, 96 * MEGABYTE, Severity.BAD),
            new AlertRule(MetricNames.ADDRESS_FREE, Test.BELOW, 300 * MEGABYTE, 400 * MEGABYTE, Severity.BAD),
            new AlertRule(MetricNames.FALLBACKS, Test.RISES, 1, 60, Severity.WARNING),
            new AlertRule("heap.corruption", Test.RISES, 1, 60, Severity.BAD),
            new AlertRule("large.corruption", Test.RISES, 1, 60, Severity.BAD));

    /** A rule that is watched. */
    public AlertRule(String metric, Test test, double raise, double clear, Severity severity) {
        this(metric, test, raise, clear, severity, true);
    }

    public AlertRule {
        if (!apart(test, raise, clear)) {
            throw new IllegalArgumentException("The thresholds of " + metric + " are the wrong way round");
        }
    }

    /** Whether a rule may have these two thresholds. */
    public static boolean apart(Test test, double raise, double clear) {
        return switch (test) {
            case BELOW -> clear >= raise;
            case ABOVE -> clear <= raise;
            case RISES -> raise > 0 && clear >= 0;
        };
    }

    /** The same with other thresholds. */
    public AlertRule withThresholds(double newRaise, double newClear) {
        return new AlertRule(metric, test, newRaise, newClear, severity, on);
    }

    /** The same, watched or not. */
    public AlertRule withOn(boolean watched) {
        return new AlertRule(metric, test, raise, clear, severity, watched);
    }
}
