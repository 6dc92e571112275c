package io.github.memorypoolnvse.ui.live;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.telemetry.ThreadCounts;
import io.github.memorypoolnvse.telemetry.ThreadRole;
import io.github.memorypoolnvse.telemetry.ThreadTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * What the list of threads says, without a control: rates and shares from two tables in a row, and an order that
 * keeps still. Sums of several threads stand last. Used on one thread.
 */
final class ThreadsViewModel {

    /** What the list can be sorted by, in the columns' order. */
    enum Column {
        NAME("name", false),
        THREAD("thread", false),
        ALLOCATIONS("allocations", true),
        FREES("frees", true),
        HELD("held", true),
        SHARE("share", true);

        private final String key;
        private final boolean mostFirst;

        Column(String key, boolean mostFirst) {
            this.key = key;
            this.mostFirst = mostFirst;
        }

        /** Names its texts: {@code ui.threads.column.KEY}, {@code .help}. */
        String key() {
            return key;
        }

        /** Whether the most comes first at first. */
        boolean mostFirst() {
            return mostFirst;
        }

        private double number(ThreadFigures of) {
            double number = switch (this) {
                case NAME -> 0;
                case THREAD -> of.counts().threadId();
                case ALLOCATIONS -> of.allocationsPerSecond();
                case FREES -> of.freesPerSecond();
                case HELD -> of.counts().balance();
                case SHARE -> of.share();
            };
            return Double.isNaN(number) ? -1 : number;
        }
    }

    /** Rates need some time between two tables; the last one of a game follows close upon the one before. */
    private static final long SHORTEST = Duration.ofMillis(400).toNanos();
    /** Two lines change places once one has this much more of what they are sorted by. */
    private static final double CLEARLY = 0.1;

    private final Texts texts;
    private final ObservableList<ThreadLine> lines = FXCollections.observableArrayList();
    private ThreadTable before = ThreadTable.EMPTY;
    private ThreadTable newest = ThreadTable.EMPTY;
    private Column column = Column.SHARE;
    private boolean mostFirst = true;

    ThreadsViewModel(Texts texts) {
        this.texts = texts;
    }

    /** The lines in their order; a line's own figures change in it. */
    ObservableList<ThreadLine> lines() {
        return lines;
    }

    Column column() {
        return column;
    }

    boolean mostFirst() {
        return mostFirst;
    }

    /** Whether the plugin in the game tells of threads. */
    boolean reported() {
        return newest.reported();
    }

    /** Begins anew, for another run. */
    void restart() {
        before = ThreadTable.EMPTY;
        newest = ThreadTable.EMPTY;
        lines.clear();
    }

    /** Takes what the block says now; the same again changes nothing. */
    void take(ThreadTable table) {
        if (table.equals(newest)) {
            return;
        }
        if (table.timeNanos() < newest.timeNanos()) {
            restart();
        }
        if (table.timeNanos() - newest.timeNanos() >= SHORTEST) {
            before = newest;
        }
        newest = table;
        List<ThreadLine> shown = update();
        arrange(shown, this::clearlyBefore);
    }

    /** Sorts the list anew. */
    void sortBy(Column chosen, boolean most) {
        column = chosen;
        mostFirst = most;
        List<ThreadLine> shown = new ArrayList<>(lines);
        shown.sort((one, other) -> before(one, other) ? -1 : before(other, one) ? 1 : 0);
        arrange(shown, this::before);
    }

    /** Those there were keep their place, those that are new come last. */
    private List<ThreadLine> update() {
        Map<ThreadLine.Key, ThreadLine> known = new HashMap<>();
        lines.forEach(line -> known.put(line.key(), line));
        Map<ThreadLine.Key, ThreadCounts> then = new HashMap<>();
        before.threads().forEach(counts -> then.put(ThreadLine.Key.of(counts), counts));
        long all = newest.threads().stream().mapToLong(ThreadCounts::calls).sum();
        Set<ThreadLine> there = new HashSet<>();
        List<ThreadLine> added = new ArrayList<>();
        for (ThreadCounts counts : newest.threads()) {
            ThreadLine.Key key = ThreadLine.Key.of(counts);
            ThreadFigures figures = figures(counts, then.get(key), all);
            ThreadLine line = known.get(key);
            if (line == null) {
                line = new ThreadLine(figures);
                added.add(line);
            }
            line.show(figures);
            there.add(line);
        }
        List<ThreadLine> shown = new ArrayList<>(lines.filtered(there::contains));
        shown.addAll(added);
        return shown;
    }

    private ThreadFigures figures(ThreadCounts counts, @Nullable ThreadCounts then, long all) {
        double seconds = (newest.timeNanos() - before.timeNanos()) / 1e9;
        boolean fresh = then == null && before.timeNanos() > 0 && counts.sinceNanos() >= before.timeNanos();
        boolean known = counts.role().single() && before.timeNanos() > 0 && (then != null || fresh);
        long allocations = then == null ? 0 : then.allocations();
        long frees = then == null ? 0 : then.frees();
        return new ThreadFigures(counts, name(counts),
                known ? (counts.allocations() - allocations) / seconds : Double.NaN,
                known ? (counts.frees() - frees) / seconds : Double.NaN,
                all == 0 ? 0 : (double) counts.calls() / all);
    }

    private String name(ThreadCounts counts) {
        return switch (counts.role()) {
            case MAIN -> texts.of("ui.threads.name.main");
            case THREAD -> counts.name().isEmpty() ? texts.of("ui.threads.name.none") : counts.name();
            case ENDED -> texts.of("ui.threads.name.ended", counts.threads());
            case UNSHOWN -> texts.of("ui.threads.name.unshown", counts.threads());
            case SPARE -> texts.of("ui.threads.name.spare", counts.threads());
            case UNKNOWN -> texts.of("ui.threads.name.other", counts.threads());
        };
    }

    private interface Order {
        boolean before(ThreadLine one, ThreadLine other);
    }

    /** Each line rises as far as the order wants; where it does not care, it stays. */
    private void arrange(List<ThreadLine> wanted, Order order) {
        for (int i = 1; i < wanted.size(); i++) {
            for (int place = i; place > 0 && order.before(wanted.get(place), wanted.get(place - 1)); place--) {
                ThreadLine risen = wanted.remove(place);
                wanted.add(place - 1, risen);
            }
        }
        if (!wanted.equals(lines)) {
            lines.setAll(wanted);
        }
    }

    private boolean before(ThreadLine one, ThreadLine other) {
        if (one.single() != other.single()) {
            return one.single();
        }
        if (!one.single()) {
            return one.now().counts().role().compareTo(other.now().counts().role()) < 0;
        }
        int difference = column == Column.NAME
                ? Comparator.<String>naturalOrder().compare(one.now().name(), other.now().name())
                : Double.compare(column.number(one.now()), column.number(other.now()));
        return mostFirst ? difference > 0 : difference < 0;
    }

    private boolean clearlyBefore(ThreadLine one, ThreadLine other) {
        if (!before(one, other)) {
            return false;
        }
        double a = column.number(one.now());
        double b = column.number(other.now());
        boolean exact = !one.single() || !other.single() || column == Column.NAME || column == Column.THREAD;
        return exact || Math.abs(a - b) > CLEARLY * Math.max(Math.abs(a), Math.abs(b));
    }

    /** How many threads run and how many have ended. */
    String summary() {
        return newest.threads().isEmpty() ? "" : texts.of("ui.threads.summary",
                count(ThreadRole.THREAD) + count(ThreadRole.MAIN) + count(ThreadRole.UNSHOWN) + count(ThreadRole.SPARE),
                count(ThreadRole.ENDED));
    }

    private long count(ThreadRole role) {
        return newest.threads().stream().filter(counts -> counts.role() == role).mapToLong(ThreadCounts::threads).sum();
    }

    /** Everything known of a line, for who wants more than its figures. */
    String detail(@Nullable ThreadLine line) {
        if (line == null) {
            return texts.of("ui.threads.detail.none");
        }
        ThreadCounts counts = line.now().counts();
        String totals = texts.of("ui.threads.detail", Unit.COUNT.text(counts.allocations(), texts.locale()),
                Unit.COUNT.text(counts.frees(), texts.locale()),
                Unit.COUNT.text(counts.reallocations(), texts.locale()),
                Unit.COUNT.text(counts.failures(), texts.locale()),
                Unit.BYTES.text(counts.bytesRequested(), texts.locale()),
                Unit.COUNT.text(counts.pageCalls(), texts.locale()));
        if (!line.single()) {
            return texts.of("ui.threads.detail.several", line.now().name(), totals);
        }
        String who = counts.role() == ThreadRole.MAIN && !counts.name().isEmpty()
                ? texts.of("ui.threads.detail.main", line.now().name(), counts.name()) : line.now().name();
        return texts.of("ui.threads.detail.one", who, TimeAxis.clock(counts.sinceNanos()), totals);
    }

    /** A column's text for a line; empty where it means nothing. */
    String text(Column of, ThreadFigures figures) {
        ThreadCounts counts = figures.counts();
        return switch (of) {
            case NAME -> figures.name();
            case THREAD -> counts.threadId() == 0 ? "" : Long.toString(counts.threadId());
            case ALLOCATIONS -> rate(figures.allocationsPerSecond());
            case FREES -> rate(figures.freesPerSecond());
            case HELD -> (counts.balance() < 0 ? "\u2212" : "")
                    + Unit.BYTES.text(Math.abs((double) counts.balance()), texts.locale());
            case SHARE -> Unit.SHARE.text(figures.share(), texts.locale());
        };
    }

    private String rate(double perSecond) {
        return Double.isNaN(perSecond) ? "" : Unit.PER_SECOND.text(perSecond, texts.locale());
    }
}
