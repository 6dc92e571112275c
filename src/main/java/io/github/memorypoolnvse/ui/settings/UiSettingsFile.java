package io.github.memorypoolnvse.ui.settings;

import io.github.memorypoolnvse.format.VersionedJsonFile;
import io.github.memorypoolnvse.ui.live.AlertRule;
import io.github.memorypoolnvse.ui.live.Dashboard;
import io.github.memorypoolnvse.ui.live.DashboardLayout;
import io.github.memorypoolnvse.ui.live.TimeView;
import io.github.memorypoolnvse.ui.theme.Appearance;
import io.github.memorypoolnvse.ui.theme.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** window.json: what the window remembers, across versions as {@link VersionedJsonFile} says. */
public final class UiSettingsFile {

    private static final Logger LOG = LoggerFactory.getLogger(UiSettingsFile.class);
    private static final int MAJOR = 1;
    private static final int MINOR = 1;

    private final VersionedJsonFile file;
    private ObjectNode tree = JsonMapper.shared().createObjectNode();

    public UiSettingsFile(Path file) {
        this.file = new VersionedJsonFile(file, MAJOR, MINOR);
    }

    /** What the file says, and the standard for what it does not. */
    public synchronized UiSettings read() {
        tree = file.read();
        return settings(tree);
    }

    /** Whether what is written is kept, as of the last read. */
    public synchronized VersionedJsonFile.Standing standing() {
        return file.standing();
    }

    /** Keeps the settings. */
    public synchronized void write(UiSettings settings) throws IOException {
        tree.put("appearance", settings.appearance().name().toLowerCase(Locale.ROOT));
        tree.put("language", settings.language());
        tree.put("refreshPerSecond", settings.refreshPerSecond());
        tree.put("record", settings.record());
        tree.put("notifications", settings.notifications());
        tree.put("alerts", settings.alerts());
        tree.set("alertRules", alertRules(settings.alertRules()));
        tree.put("page", settings.page());
        tree.put("welcomed", settings.welcomed());
        tree.set("graphs", JsonMapper.shared().valueToTree(settings.layout().graphs()));
        tree.set("logarithmic", JsonMapper.shared().valueToTree(settings.layout().logarithmic()));
        tree.put("span", settings.layout().span().name().toLowerCase(Locale.ROOT));
        tree.put("view", settings.layout().view().name().toLowerCase(Locale.ROOT));
        file.write(tree);
    }

    private static UiSettings settings(ObjectNode object) {
        UiSettings standard = UiSettings.STANDARD;
        return new UiSettings(appearance(object.path("appearance")),
                object.path("language").asString(standard.language()),
                object.path("refreshPerSecond").asInt(standard.refreshPerSecond()),
                object.path("record").asBoolean(standard.record()),
                object.path("notifications").asBoolean(standard.notifications()),
                object.path("alerts").asBoolean(standard.alerts()),
                object.path("alertRules").isArray() ? alertRules(object.path("alertRules")) : standard.alertRules(),
                layout(object), object.path("page").asString(standard.page()),
                object.path("welcomed").asBoolean(standard.welcomed()));
    }

    private static ArrayNode alertRules(List<AlertRule> rules) {
        ArrayNode array = JsonMapper.shared().createArrayNode();
        for (AlertRule rule : rules) {
            array.addObject().put("metric", rule.metric()).put("test", rule.test().name().toLowerCase(Locale.ROOT))
                    .put("raise", rule.raise()).put("clear", rule.clear())
                    .put("severity", rule.severity().name().toLowerCase(Locale.ROOT)).put("on", rule.on());
        }
        return array;
    }

    /** The rules that can be understood. */
    private static List<AlertRule> alertRules(JsonNode array) {
        List<AlertRule> rules = new ArrayList<>();
        for (JsonNode node : array) {
            try {
                rules.add(new AlertRule(node.path("metric").asString(),
                        AlertRule.Test.valueOf(node.path("test").asString("").toUpperCase(Locale.ROOT)),
                        node.path("raise").asDouble(), node.path("clear").asDouble(),
                        Severity.valueOf(node.path("severity").asString("warning").toUpperCase(Locale.ROOT)),
                        node.path("on").asBoolean(true)));
            } catch (IllegalArgumentException | JacksonException unknown) {
                LOG.warn("an alert is left out: {}", node, unknown);
            }
        }
        return rules;
    }

    private static DashboardLayout layout(ObjectNode object) {
        DashboardLayout standard = UiSettings.STANDARD.layout();
        return new DashboardLayout(words(object.path("graphs")), Set.copyOf(words(object.path("logarithmic"))),
                named(TimeView.Span.values(), object.path("span"), standard.span()),
                named(Dashboard.View.values(), object.path("view"), standard.view()));
    }

    private static List<String> words(JsonNode array) {
        return array.valueStream().filter(JsonNode::isString).map(JsonNode::asString).toList();
    }

    private static Appearance appearance(JsonNode name) {
        return named(Appearance.values(), name, UiSettings.STANDARD.appearance());
    }

    /** The constant of this name; another where there is none. */
    private static <E extends Enum<E>> E named(E[] constants, JsonNode name, E otherwise) {
        return Arrays.stream(constants).filter(each -> each.name().equalsIgnoreCase(name.asString(""))).findFirst()
                .orElse(otherwise);
    }
}
