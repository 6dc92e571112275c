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

/** Holds rules against what the game reports, about once a second. Used on one thread. */
public final class AlertWatch {

    private static final String FROZEN = "frozen";

    private List<AlertRule> rules;
    private final Texts texts;
    private final Map<String, Alert> active = new LinkedHashMap<>();
    private final Map<AlertRule, Long> totals = new HashMap<>();
    private final Map<AlertRule, Long> quietSince = new HashMap<>();
    private long lastTime;

    public AlertWatch(List<AlertRule> rules, Texts texts) {
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
        if (state instanceof LiveState.Frozen) {
            raise(FROZEN, Severity.BAD, texts.of("ui.alert.frozen"), raised);
        } else {
            active.remove(FROZEN);
        }
        if (!state.counting()) {
            if (!(state instanceof LiveState.Frozen)) {
                active.clear();
            }
            totals.clear();
            return raised;
        }
        if (snapshot.isPresent()) {
            Snapshot values = snapshot.get();
            if (values.timeNanos() < lastTime) {
                totals.clear();
                active.clear();
            }
            lastTime = values.timeNanos();
            rules.stream().filter(AlertRule::on).forEach(rule -> judge(rule, values, raised));
        }
        return raised;
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
        if (before != null && value - before >= rule.raise()) {
            quietSince.put(rule, values.timeNanos());
            raise(key(rule), rule.severity(), words(rule, value, values), raised);
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
        Optional<Metric> metric = values.directory().find(rule.metric());
        String name = MetricWords.name(rule.metric(), texts, metric.map(Metric::label).orElse(rule.metric()));
        Unit unit = metric.map(found -> found.kind() == MetricKind.COUNTER ? Unit.COUNT : Unit.of(found))
                .orElse(Unit.COUNT);
        String shown = unit.text(value, texts.locale());
        return switch (rule.test()) {
            case BELOW -> texts.of("ui.alert.below", name, shown, unit.text(rule.raise(), texts.locale()));
            case ABOVE -> texts.of("ui.alert.above", name, shown, unit.text(rule.raise(), texts.locale()));
            case RISES -> texts.of("ui.alert.rises", name, shown);
        };
    }

    private static String key(AlertRule rule) {
        return rule.metric() + " " + rule.test() + " " + rule.raise();
    }
}
