package io.github.memorypoolnvse.ui.settings;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.ui.live.AlertMetric;
import io.github.memorypoolnvse.ui.live.AlertRule;
import io.github.memorypoolnvse.ui.live.Feed;
import io.github.memorypoolnvse.ui.live.MetricNames;
import io.github.memorypoolnvse.ui.theme.Severity;
import java.text.NumberFormat;
import java.text.ParsePosition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The alerts as a person edits them, without a control. Every change that is accepted counts at once; one that is
 * refused returns why and changes nothing. Rules are named by their place in the list. Used on one thread.
 */
public final class AlertRulesViewModel {

    private static final double QUIET_SECONDS = 60;
    private static final double FIRST_RAISE = 1024;
    private static final double FIRST_CLEAR = 896;
    private static final Pattern ID = Pattern.compile("[a-z0-9._]{1,48}");

    private final List<AlertRule> rules;
    private final Consumer<List<AlertRule>> keep;
    private final Supplier<Optional<Feed>> feed;
    private final Texts texts;

    /**
     * @param rules as they are
     * @param keep takes them after every change
     * @param feed what a running game reports, which may name more metrics
     */
    public AlertRulesViewModel(List<AlertRule> rules, Consumer<List<AlertRule>> keep, Supplier<Optional<Feed>> feed,
            Texts texts) {
        this.rules = new ArrayList<>(rules);
        this.keep = keep;
        this.feed = feed;
        this.texts = texts;
    }

    public List<AlertRule> rules() {
        return List.copyOf(rules);
    }

    /** The metrics offered by name; any other id may be typed. */
    public Collection<AlertMetric> metrics() {
        return AlertMetric.known(feed.get(), texts);
    }

    /** The metric of an id, known by name or not. */
    public AlertMetric metric(String id) {
        return AlertMetric.of(id, feed.get(), texts);
    }

    /** The id that a person's words mean: a label, or an id; empty when they can be neither. */
    public Optional<String> metricId(String words) {
        String sought = words.strip();
        return metrics().stream().filter(each -> each.label().equalsIgnoreCase(sought)).map(AlertMetric::id).findFirst()
                .or(() -> Optional.of(sought).filter(id -> ID.matcher(id).matches()));
    }

    /** A new alert below the others, switched on. */
    public void add() {
        AlertMetric metric = metric(MetricNames.LIVE_BYTES);
        rules.add(new AlertRule(metric.id(), AlertRule.Test.ABOVE, FIRST_RAISE * metric.factor(),
                FIRST_CLEAR * metric.factor(), Severity.WARNING));
        changed();
    }

    public void remove(int place) {
        rules.remove(place);
        changed();
    }

    /** The standard alerts, and no others. */
    public void reset() {
        rules.clear();
        rules.addAll(AlertRule.STANDARD);
        changed();
    }

    public void watch(int place, boolean on) {
        put(place, rules.get(place).withOn(on));
    }

    /** Watches another metric; the numbers shown stay, in its unit. */
    public Optional<String> choose(int place, String words) {
        Optional<String> id = metricId(words);
        id.ifPresent(chosen -> {
            AlertRule rule = rules.get(place);
            boolean rises = rule.test() == AlertRule.Test.RISES;
            double factor = metric(chosen).factor() / metric(rule.metric()).factor();
            put(place, new AlertRule(chosen, rule.test(), rule.raise() * factor, rule.clear() * (rises ? 1 : factor),
                    rule.severity(), rule.on()));
        });
        return id.isPresent() ? Optional.empty() : Optional.of(texts.of("ui.settings.rules.refused.metric", words));
    }

    /** Tests the value another way; the distance between the thresholds stays where it can. */
    public void test(int place, AlertRule.Test test) {
        AlertRule rule = rules.get(place);
        if (test == rule.test()) {
            return;
        }
        boolean rose = rule.test() == AlertRule.Test.RISES;
        double distance = rose ? 0 : Math.abs(rule.clear() - rule.raise());
        AlertRule other = switch (test) {
            case BELOW -> new AlertRule(rule.metric(), test, rule.raise(), rule.raise() + distance, rule.severity(),
                    rule.on());
            case ABOVE -> new AlertRule(rule.metric(), test, rule.raise(), Math.max(0, rule.raise() - distance),
                    rule.severity(), rule.on());
            case RISES -> new AlertRule(rule.metric(), test, metric(rule.metric()).factor(), QUIET_SECONDS,
                    rule.severity(), rule.on());
        };
        put(place, other);
    }

    /** Warns at another value, in the unit of {@link #raiseUnit}; the other threshold keeps its distance. */
    public Optional<String> raise(int place, String words) {
        AlertRule rule = rules.get(place);
        OptionalDouble number = number(words);
        if (number.isEmpty()) {
            return Optional.of(texts.of("ui.settings.rules.refused.number", words));
        }
        double raise = number.getAsDouble() * metric(rule.metric()).factor();
        double clear = rule.test() == AlertRule.Test.RISES ? rule.clear()
                : Math.max(0, rule.clear() + raise - rule.raise());
        return thresholds(place, raise, clear);
    }

    /** All is well at another value, in the unit of {@link #clearUnit}; refused on the wrong side of the warning. */
    public Optional<String> clear(int place, String words) {
        AlertRule rule = rules.get(place);
        OptionalDouble number = number(words);
        return number.isEmpty() ? Optional.of(texts.of("ui.settings.rules.refused.number", words))
                : thresholds(place, rule.raise(), number.getAsDouble() * clearFactor(rule));
    }

    /** The warning's threshold as it is shown, without its unit. */
    public String raise(int place) {
        AlertRule rule = rules.get(place);
        return format().format(rule.raise() / metric(rule.metric()).factor());
    }

    /** The second threshold as it is shown, without its unit. */
    public String clear(int place) {
        AlertRule rule = rules.get(place);
        return format().format(rule.clear() / clearFactor(rule));
    }

    public String raiseUnit(int place) {
        return metric(rules.get(place).metric()).unit();
    }

    public String clearUnit(int place) {
        AlertRule rule = rules.get(place);
        return rule.test() == AlertRule.Test.RISES ? "s" : metric(rule.metric()).unit();
    }

    private double clearFactor(AlertRule rule) {
        return rule.test() == AlertRule.Test.RISES ? 1 : metric(rule.metric()).factor();
    }

    private Optional<String> thresholds(int place, double raise, double clear) {
        AlertRule rule = rules.get(place);
        if (!AlertRule.apart(rule.test(), raise, clear)) {
            String key = "ui.settings.rules.refused." + rule.test().name().toLowerCase(Locale.ROOT);
            return Optional.of(texts.of(key, raise(place), raiseUnit(place)));
        }
        put(place, rule.withThresholds(raise, clear));
        return Optional.empty();
    }

    private OptionalDouble number(String words) {
        String typed = words.strip();
        ParsePosition end = new ParsePosition(0);
        Number number = format().parse(typed, end);
        return number == null || end.getIndex() < typed.length() || number.doubleValue() < 0
                || !Double.isFinite(number.doubleValue()) ? OptionalDouble.empty()
                : OptionalDouble.of(number.doubleValue());
    }

    private NumberFormat format() {
        NumberFormat format = NumberFormat.getNumberInstance(texts.locale());
        format.setGroupingUsed(false);
        return format;
    }

    private void put(int place, AlertRule rule) {
        if (!rule.equals(rules.get(place))) {
            rules.set(place, rule);
            changed();
        }
    }

    private void changed() {
        keep.accept(rules());
    }
}
