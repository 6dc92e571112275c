package io.github.memorypoolnvse.ui.settings;

import io.github.memorypoolnvse.plugin.PluginIni;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One key of the plugin's INI as the Settings page offers it; docs/settings.md explains each.
 *
 * @param section as in the file
 * @param key as in the file
 * @param kind what its value may be
 * @param standard the value that counts where the file has none
 */
public record PluginSetting(String section, String key, Kind kind, String standard) {

    /** What a value may be. */
    public sealed interface Kind {

        /** On or off, written as 1 and 0. */
        record Switch() implements Kind {
        }

        /** A whole number in a range. */
        record Whole(long least, long most) implements Kind {
        }

        /** One of a few words. */
        record Choice(List<String> words) implements Kind {
        }
    }

    /** Every key but the budgets, which presets set, in the file's order. */
    public static final List<PluginSetting> ALL = List.of(
            onOff("General", "Enabled", "1"),
            onOff("Heap", "Enabled", "1"),
            choice("Heap", "Allocator", "rpmalloc", "rpmalloc", "jemalloc", "pool", "system"),
            whole("Heap", "LargeBlockThresholdKB", 0, 1024, 16),
            whole("Heap", "QuarantineFrames", 0, 60, 3),
            whole("Heap", "QuarantineMaxMB", 1, 256, 32),
            whole("Heap", "PoolMB", 64, 3072, 1536),
            whole("Heap", "PretouchMB", 0, 1024, 0),
            onOff("Heap", "ScrapHeap", "0"),
            onOff("Hooks", "ImportTables", "1"),
            onOff("Hooks", "PageCalls", "1"),
            whole("Hooks", "HotPagesMaxMB", 0, 1024, 128),
            onOff("Budgets", "Enabled", "1"),
            onOff("Budgets", "OverrideGameIni", "0"),
            whole("Commands", "OpcodeBase", 0x2000, 0x7FFF, 0x2000),
            whole("Statistics", "SamplePeriodMs", 10, 1000, 100),
            whole("Statistics", "AddressPeriodMs", 250, 10_000, 1000),
            choice("Log", "Level", "info", "error", "warning", "info", "debug"),
            onOff("Debug", "LeakTracking", "0"),
            onOff("Debug", "CorruptionWatch", "0"));

    private static PluginSetting onOff(String section, String key, String standard) {
        return new PluginSetting(section, key, new Kind.Switch(), standard);
    }

    private static PluginSetting whole(String section, String key, long least, long most, long standard) {
        return new PluginSetting(section, key, new Kind.Whole(least, most), Long.toString(standard));
    }

    private static PluginSetting choice(String section, String key, String standard, String... words) {
        return new PluginSetting(section, key, new Kind.Choice(List.of(words)), standard);
    }

    /** Names its texts: {@code ui.ini.SECTION.KEY} and {@code ui.ini.SECTION.KEY.help}. */
    public String textKey() {
        return "ui.ini." + section + "." + key;
    }

    /** Whether a value counts for the plugin just as it is written. */
    public boolean accepts(String value) {
        String written = value.strip();
        return switch (kind) {
            case Kind.Switch _ -> onOrOff(written).isPresent();
            case Kind.Choice(List<String> words) -> words.contains(written.toLowerCase(Locale.ROOT));
            case Kind.Whole(long least, long most) ->
                    PluginIni.number(written).filter(number -> number >= least && number <= most).isPresent();
        };
    }

    /**
     * What counts where a value is written, in the form it is edited: the plugin takes the nearest number of the
     * range, and the standard for what it does not understand.
     */
    public String normal(String value) {
        String written = value.strip();
        return switch (kind) {
            case Kind.Switch _ -> onOrOff(written).orElse(standard);
            case Kind.Choice _ -> accepts(written) ? written.toLowerCase(Locale.ROOT) : standard;
            case Kind.Whole(long least, long most) -> PluginIni.number(written)
                    .map(number -> Long.toString(Math.clamp(number, least, most))).orElse(standard);
        };
    }

    private static Optional<String> onOrOff(String written) {
        return switch (written.toLowerCase(Locale.ROOT)) {
            case "1", "true", "yes", "on" -> Optional.of("1");
            case "0", "false", "no", "off" -> Optional.of("0");
            default -> Optional.empty();
        };
    }
}
