package io.github.memorypoolnvse.ui.live;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.telemetry.Metric;
import io.github.memorypoolnvse.telemetry.Snapshot;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One way in which the engine asks for pages, and what the plugin answered.
 *
 * @param id as the block names it, such as {@code pages.pool_arena}
 * @param name for people
 * @param calls of it so far
 * @param saved calls that were answered without asking the system
 * @param system calls of the system that were made for it
 */
record PagePattern(String id, String name, long calls, long saved, long system) {

    private static final Pattern CALLS = Pattern.compile("(pages\\.\\w+)\\.calls");

    /** The part of the calls that was answered without asking the system; NaN where there were none. */
    double share() {
        return calls == 0 ? Double.NaN : (double) saved / calls;
    }

    /** Every pattern a block counts, those with the most calls first. */
    static List<PagePattern> all(Snapshot values, Texts texts) {
        return values.directory().metrics().stream().map(Metric::id).map(CALLS::matcher).filter(Matcher::matches)
                .map(found -> of(found.group(1), values, texts))
                .sorted(Comparator.comparingLong(PagePattern::calls).reversed().thenComparing(PagePattern::id))
                .toList();
    }

    private static PagePattern of(String id, Snapshot values, Texts texts) {
        return new PagePattern(id, MetricWords.family(id, texts), value(values, id + ".calls"),
                value(values, id + ".saved"), value(values, id + ".system"));
    }

    private static long value(Snapshot values, String metric) {
        return values.value(metric).orElse(0);
    }
}
