package io.github.memorypoolnvse;

import io.github.memorypoolnvse.deploy.PlannedFile;
import io.github.memorypoolnvse.deploy.PluginState;
import io.github.memorypoolnvse.format.VersionedJsonFile;
import io.github.memorypoolnvse.game.KnownExecutables;
import io.github.memorypoolnvse.game.Variant;
import io.github.memorypoolnvse.game.health.Fix;
import io.github.memorypoolnvse.plugin.Preset;
import io.github.memorypoolnvse.plugin.Presets;
import io.github.memorypoolnvse.telemetry.GameState;
import io.github.memorypoolnvse.telemetry.PatchStatus;
import io.github.memorypoolnvse.telemetry.PluginMode;
import io.github.memorypoolnvse.ui.LongWork;
import io.github.memorypoolnvse.ui.live.AlertRule;
import io.github.memorypoolnvse.ui.live.Dashboard;
import io.github.memorypoolnvse.ui.live.GraphCatalog;
import io.github.memorypoolnvse.ui.live.GraphSpec;
import io.github.memorypoolnvse.ui.live.KeyFigures;
import io.github.memorypoolnvse.ui.live.LiveState;
import io.github.memorypoolnvse.ui.live.TimeView;
import io.github.memorypoolnvse.ui.settings.PluginSetting;
import io.github.memorypoolnvse.ui.setup.NextStep;
import io.github.memorypoolnvse.ui.theme.Appearance;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The keys that the program puts together from a prefix and a name: every family with all its names, from the enums
 * and lists that the program takes them from.
 */
public final class TextFamilies {

    private static final String COLUMN = "[cC]olumn\\(\"(\\w+)\"";
    private static final String TAB = "tab\\(\"(\\w+)\"";
    private static final String PART = "\"(address\\.\\w+)\"";
    private static final String ITEM = "(?:choice|onOff)\\(\"\\w+\", \"(\\w+)\"";
    private static final String GROUP = "(?:choice|onOff)\\(\"(\\w+)\", \"\\w+\"";

    private final Map<String, Set<String>> required = new TreeMap<>();
    private final Set<String> optional = new HashSet<>();
    private final Map<String, String> code;

    /**
     * @param code every source by its file's name; where a name stands at its call alone, it is taken from there
     */
    public TextFamilies(Map<String, String> code) throws IOException {
        this.code = code;
        families();
        window();
    }

    private void families() throws IOException {
        family("deploy.action.", lower(PlannedFile.Action.values()));
        family("health.severity.", lower(io.github.memorypoolnvse.game.health.Severity.values()));
        family("health.fix.", lower(Fix.values()));
        family("health.", lower(KnownExecutables.Origin.values()).stream().map(each -> "hash." + each).toList(), "",
                ".why");
        family("preset.", Presets.bundled().presets().stream().map(Preset::id).toList());
        family("cli.attach.attached.", lower(PluginMode.values()));
        family("cli.attach.gone.", lower(GameState.Gone.How.values()));
    }

    private void window() throws IOException {
        family("ui.page.", List.of("setup", "live", "sessions", "settings"));
        family("ui.budget.", Presets.bundled().engineDefaults().keySet());
        family("ui.preset.", Presets.bundled().presets().stream().map(Preset::id).toList());
        family("ui.details.", called("DetailsPane", TAB), "", ".none");
        family("ui.details.column.", called("DetailsPane", COLUMN));
        family("ui.details.severity.", lower(io.github.memorypoolnvse.telemetry.Severity.values()));
        family("ui.details.patch.", lower(PatchStatus.values()));
        family("ui.graph.", GraphCatalog.all().stream().map(GraphSpec::id).toList(), "", ".help");
        family("ui.metric.", GraphCatalog.all().stream().filter(each -> each.metrics().size() > 1)
                .flatMap(each -> each.metrics().stream()).toList());
        family("ui.live.span.", lower(TimeView.Span.values()));
        family("ui.live.view.", lower(Dashboard.View.values()), "", ".tip");
        family("ui.map.part.", called("StackedGraph", PART));
        required.get("ui.map.part.").add("ui.map.part.address.free");
        List<String> states = Stream.of(LiveState.class.getPermittedSubclasses()).map(Class::getSimpleName)
                .map(name -> name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1)).toList();
        family("ui.live.state.", states, ".title", ".text");
        states.forEach(state -> optional.add("ui.live.state." + state + ".step"));
        family("ui.tile.", Stream.of(KeyFigures.Kind.values()).map(KeyFigures.Kind::key).toList(), "", ".help");
        family("ui.threads.column.", called("ThreadsViewModel", "[A-Z]+\\(\"(\\w+)\", (?:true|false)\\)"), "", ".help");
        called("ThreadsViewModel", "[A-Z]+\\(\"(\\w+)\", (?:true|false)\\)")
                .forEach(column -> optional.add("ui.threads.column." + column + ".help.recorded"));
        Set<String> outcomes = called("SessionWords", "([A-Z]+)\\(Severity\\.");
        family("ui.sessions.verdict.", lower(outcomes));
        family("ui.sessions.short.", lower(outcomes));
        family("ui.work.", lower(Arrays.stream(LongWork.Kind.values())
                .filter(kind -> kind != LongWork.Kind.BRIEF).toArray(LongWork.Kind[]::new)));
        settings();
        setup();
    }

    private void settings() {
        family("ui.ini.", PluginSetting.ALL.stream().map(PluginSetting::section).toList());
        PluginSetting.ALL.forEach(each -> required.get("ui.ini.")
                .addAll(List.of(each.textKey(), each.textKey() + ".help")));
        family("ui.settings.", called("SettingsPage", ITEM), "", ".help");
        family("ui.settings.unkept.", Stream.concat(Stream.of("failed"), lower(VersionedJsonFile.Standing.values())
                .stream().filter(each -> !each.equals("writable"))).toList());
        family("ui.settings.group.", called("SettingsPage", GROUP));
        family("ui.settings.appearance.", lower(Appearance.values()));
        family("ui.settings.rules.test.", lower(AlertRule.Test.values()));
        family("ui.settings.rules.refused.", lower(AlertRule.Test.values()));
    }

    private void setup() {
        List<String> steps = lower(NextStep.values()).stream()
                .filter(each -> !each.equals("mend")).toList();
        family("ui.setup.step.", steps, "", ".tip");
        family("ui.setup.done.", Stream.concat(Stream.of("largeAddress", "largeAddressBack"),
                lower(Arrays.stream(NextStep.values()).filter(NextStep::writes).toArray(NextStep[]::new)).stream())
                .toList());
        family("ui.setup.propose.", List.of("largeAddress", "largeAddressBack"), "", ".confirm");
        required.put("ui.setup.variant.", new TreeSet<>());
        lower(Variant.values()).forEach(each -> optional.add("ui.setup.variant." + each));
        family("ui.status.plugin.", lower(PluginState.values()));
    }

    /** Adds the keys of a family whose names are told where it is used. */
    public void family(String prefix, Collection<String> names, String... endings) {
        Set<String> keys = required.computeIfAbsent(prefix, _ -> new TreeSet<>());
        for (String name : names) {
            for (String ending : endings.length == 0 ? new String[] {""} : endings) {
                keys.add(prefix + name + ending);
            }
        }
    }

    /** The prefixes that the program puts keys together from. */
    public Set<String> prefixes() {
        return required.keySet();
    }

    /** Every key that there has to be. */
    public Set<String> required() {
        Set<String> all = new TreeSet<>();
        required.values().forEach(all::addAll);
        return all;
    }

    /** Every key that may be asked for. */
    public Set<String> asked() {
        Set<String> all = required();
        all.addAll(optional);
        return all;
    }

    private Set<String> called(String file, String pattern) {
        Set<String> names = new TreeSet<>();
        Pattern.compile(pattern).matcher(code.get(file)).results().forEach(match -> names.add(match.group(1)));
        if (names.isEmpty()) {
            throw new IllegalStateException("nothing in " + file + " is like " + pattern);
        }
        return names;
    }

    private static List<String> lower(Set<String> names) {
        return names.stream().map(each -> each.toLowerCase(Locale.ROOT)).toList();
    }

    private static List<String> lower(Enum<?>[] values) {
        return Arrays.stream(values).map(each -> each.name().toLowerCase(Locale.ROOT)).toList();
    }
}
