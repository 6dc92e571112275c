package io.github.memorypoolnvse.ui.live;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.telemetry.Metric;
import io.github.memorypoolnvse.telemetry.MetricKind;
import io.github.memorypoolnvse.telemetry.Snapshot;
import io.github.memorypoolnvse.ui.theme.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Holds rules against what the game reports, about once a second. Used on one thread. */
public final class AlertWatch {

    /** The key of the warning that the game stands still. */
    static final String FROZEN = "frozen";
    /** With what passes before a game counts as frozen, some five seconds without an answer. */
    private static final long FROZEN_NANOS = TimeUnit.SECONDS.toNanos(4);
    private static final long RUNNING_NANOS = TimeUnit.SECONDS.toNanos(30);

    private List<AlertRule> rules;
    private final Texts texts;
    private final Map<String, Alert> active = new LinkedHashMap<>();
    private final Map<AlertRule, Long> totals = new HashMap<>();
    private final Map<AlertRule, Long> quietSince = new HashMap<>();
    private final LongSupplier clock;
    private final Stopwatch frozen = new Stopwatch();
    private final Stopwatch running = new Stopwatch();
    private boolean toldFrozen;
    private long lastTime;

    public AlertWatch(List<AlertRule> rules, Texts texts) {
        this(rules, texts, System::nanoTime);
    }

    /**
     * @param clock in nanoseconds; that of the manager, for a game that stands still tells no time
     */
    AlertWatch(List<AlertRule> rules, Texts texts, LongSupplier clock) {
        this.clock = clock;
        this.rules = List.copyOf(rules);
        this.texts = texts;
    }

    /** Watches by other rules from now on; a warning of a rule that stays as it was holds on. */
    public void setRules(List<AlertRule> chosen) {
        List<AlertRule> given = List.copyOf(chosen);
        rules.stream().filter(rule -> !given.contains(rule) || !rule.on()).forEach(rule -> {
            active.remove(key(rule));
            totals.remove(rule);
            quietSince.remove(rule);
        });
        rules = given;
    }

    /** The warnings that hold now, oldest first. */
    public List<Alert> active() {
        return List.copyOf(active.values());
    }

    /**
     * Looks again.
     *
     * @param state how the game stands
     * @param snapshot its values; nothing is judged while there are none
     * @return the warnings that are new
     */
    public List<Alert> look(LiveState state, Optional<Snapshot> snapshot) {
        List<Alert> raised = new ArrayList<>();
        boolean stands = state instanceof LiveState.Frozen;
        if (!stands && !state.counting()) {
            forget();
            return raised;
        }
        lookAtStandstill(stands, raised);
        if (snapshot.isPresent()) {
            Snapshot values = snapshot.get();
            if (values.timeNanos() < lastTime) {
                totals.clear();
                quietSince.clear();
                active.keySet().removeIf(key -> !key.equals(FROZEN));
            }
            lastTime = values.timeNanos();
            rules.stream().filter(AlertRule::on).forEach(rule -> judge(rule, values, raised));
        }
        return raised;
    }

    /** Leaves nothing behind of what was seen: no warning holds, and the next look is the first. */
    public void forget() {
        active.clear();
        totals.clear();
        quietSince.clear();
        frozen.stop();
        running.stop();
        toldFrozen = false;
    }

    /** A stall of some seconds is told; one that follows soon after is only shown. */
    private void lookAtStandstill(boolean stands, List<Alert> raised) {
        long now = clock.getAsLong();
        if (!stands) {
            frozen.stop();
            active.remove(FROZEN);
            toldFrozen &= running.at(now) < RUNNING_NANOS;
            return;
        }
        running.stop();
        if (frozen.at(now) >= FROZEN_NANOS) {
            raise(FROZEN, Severity.BAD, texts.of("ui.alert.frozen"), toldFrozen ? new ArrayList<>() : raised);
            toldFrozen = true;
        }
    }

    private void judge(AlertRule rule, Snapshot values, List<Alert> raised) {
        OptionalLong found = values.value(rule.metric());
        if (found.isEmpty()) {
            return;
        }
        long value = found.getAsLong();
        switch (rule.test()) {
            case BELOW -> threshold(rule, value, value < rule.raise(), value > rule.clear(), values, raised);
            case ABOVE -> threshold(rule, value, value > rule.raise(), value < rule.clear(), values, raised);
            case RISES -> rises(rule, value, values, raised);
        }
    }

    private void threshold(AlertRule rule, long value, boolean passed, boolean well, Snapshot values,
            List<Alert> raised) {
        if (passed) {
            raise(key(rule), rule.severity(), words(rule, value, values), raised);
        } else if (well) {
            active.remove(key(rule));
        }
    }

    private void rises(AlertRule rule, long value, Snapshot values, List<Alert> raised) {
        Long before = totals.put(rule, value);
        boolean atFirst = before == null && rule.severity() == Severity.BAD && value >= rule.raise();
        if (atFirst || before != null && value - before >= rule.raise()) {
            quietSince.put(rule, values.timeNanos());
            String said = atFirst ? texts.of("ui.alert.counted", name(rule, values), shown(rule, value, values))
                    : words(rule, value, values);
            raise(key(rule), rule.severity(), said, raised);
        } else if (values.timeNanos() - quietSince.getOrDefault(rule, 0L) > rule.clear() * 1e9) {
            active.remove(key(rule));
        }
    }

    private void raise(String key, Severity severity, String text, List<Alert> raised) {
        Alert alert = new Alert(key, severity, text);
        if (active.put(key, alert) == null) {
            raised.add(alert);
        }
    }

    private String words(AlertRule rule, long value, Snapshot values) {
        String name = name(rule, values);
        String shown = shown(rule, value, values);
        return switch (rule.test()) {
            case BELOW -> texts.of("ui.alert.below", name, shown, shown(rule, rule.raise(), values));
            case ABOVE -> texts.of("ui.alert.above", name, shown, shown(rule, rule.raise(), values));
            case RISES -> texts.of("ui.alert.rises", name, shown);
        };
    }

    private String name(AlertRule rule, Snapshot values) {
        Optional<Metric> metric = values.directory().find(rule.metric());
        return MetricWords.name(rule.metric(), texts, metric.map(Metric::label).orElse(rule.metric()));
    }

    private String shown(AlertRule rule, double value, Snapshot values) {
        return values.directory().find(rule.metric())
                .map(found -> found.kind() == MetricKind.COUNTER ? Unit.COUNT : Unit.of(found)).orElse(Unit.COUNT)
                .text(value, texts.locale());
    }

    private static String key(AlertRule rule) {
        return rule.metric() + " " + rule.test() + " " + rule.raise();
    }
}
