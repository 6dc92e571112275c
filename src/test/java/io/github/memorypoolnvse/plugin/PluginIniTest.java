package io.github.memorypoolnvse.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PluginIniTest {

    private Presets presets;

    @BeforeEach
    void readPresets() throws IOException {
        presets = Presets.bundled();
    }

    @Test
    void holdsEveryBudgetOfAPreset() throws IOException {
        Preset ultra = presets.find("Ultra").orElseThrow();

        PluginIni ini = PluginIni.bundled().with(ultra, presets);

        assertThat(ini.preset()).contains("Ultra");
        assertThat(ini.budgets(presets)).isEqualTo(ultra.budgets());
        assertThat(PluginIni.parse(ini.bytes()).budgets(presets)).isEqualTo(ultra.budgets());
    }

    @Test
    void vanillaTakesTheValuesOutAgainToTheByte() throws IOException {
        PluginIni vanilla = PluginIni.bundled();

        PluginIni back = vanilla.with(presets.find("Extreme").orElseThrow(), presets)
                .with(presets.find("Vanilla").orElseThrow(), presets);

        assertThat(back.bytes()).isEqualTo(vanilla.bytes());
    }

    @Test
    void customKeepsTheValues() throws IOException {
        PluginIni ini = PluginIni.bundled().with(presets.recommended(), presets)
                .with("Budgets", "uTextureMemory", "123456789");

        PluginIni custom = ini.with(presets.find("Custom").orElseThrow(), presets);

        assertThat(custom.preset()).contains("Custom");
        assertThat(custom.budgets(presets)).containsEntry("uTextureMemory", 123456789L);
    }

    @Test
    void keepsWhatSomebodyElseWroteInTheirLineEnds() throws IOException {
        String theirs = "; mine\n[budgets]\nuTextureMemory=1\nuLightCount=99\nnoise\n[Mine]\nk=v";

        PluginIni changed = PluginIni.parse(theirs.getBytes(StandardCharsets.US_ASCII))
                .with(presets.find("Vanilla").orElseThrow(), presets);

        assertThat(new String(changed.bytes(), StandardCharsets.US_ASCII))
                .isEqualTo("; mine\n[budgets]\nuLightCount=99\nnoise\nPreset=Vanilla\n[Mine]\nk=v");
    }

    @Test
    void readsNumbersAsThePluginDoes() throws IOException {
        PluginIni ini = PluginIni.parse("[Budgets]\nuTextureMemory=0x100 ; hex\nuWaterMemory=many\n"
                .getBytes(StandardCharsets.US_ASCII));

        assertThat(ini.budgets(presets)).containsOnlyKeys("uTextureMemory").containsEntry("uTextureMemory", 256L);
    }

    /** The plugin is asked the same (config_test.c). */
    @Test
    void valuesSayWhatTheySayToThePlugin() throws IOException {
        List<String> values = Files.readAllLines(Path.of("src/test/native/plugin/ini_values.txt")).stream()
                .filter(line -> !line.startsWith("#")).toList();
        assertThat(values).hasSize(20);
        for (String line : values) {
            String[] parts = line.split("\t");
            PluginIni ini = PluginIni.parse(("[Budgets]\r\nPreset=" + parts[0] + "\r\n")
                    .getBytes(StandardCharsets.US_ASCII));

            assertThat(ini.preset()).as(parts[0]).contains(parts[1]);
        }
    }

    @Test
    void readsWhatATextEditorSaved() {
        String text = "\uFEFF[Budgets]\r\nPreset=Ultra";
        byte[] marked = text.getBytes(StandardCharsets.UTF_8);
        byte[] wide = text.getBytes(StandardCharsets.UTF_16LE);

        assertThat(PluginIni.parse(marked).preset()).contains("Ultra");
        assertThat(PluginIni.readByPlugin(marked)).isTrue();
        assertThat(PluginIni.parse(wide).preset()).contains("Ultra");
        assertThat(PluginIni.readByPlugin(wide)).isFalse();
        assertThat(PluginIni.readByPlugin(PluginIni.parse(wide).bytes())).isTrue();
    }

    /** The header of the native side lists every key; so do the file that ships and its page. */
    @Test
    void shipsAndDocumentsEveryKeyThePluginReads() throws IOException {
        String text = new String(PluginIni.bundled().bytes(), StandardCharsets.US_ASCII);
        String page = Files.readString(Path.of("docs/settings.md"), StandardCharsets.UTF_8);
        List<String> keys = nativeKeys();

        assertThat(keys).hasSizeGreaterThan(15);
        assertThat(keys).allSatisfy(key -> {
            String[] parts = key.split("/");
            assertThat(PluginIni.bundled().value(parts[0], parts[1])).as(key).isPresent();
            assertThat(page).as(key).contains("`" + parts[1] + "`");
        });
        assertThat(text.replace("\r\n", "")).doesNotContain("\n").isASCII();
    }

    private static List<String> nativeKeys() throws IOException {
        String source = Files.readString(Path.of("src/main/native/config.h"), StandardCharsets.UTF_8);
        String comment = source.substring(0, source.indexOf("*/")).replaceAll("\\([^)]*\\)", "");
        List<String> keys = new ArrayList<>();
        Pattern section = Pattern.compile("\\[(\\w+)]([^\\[]*)");
        for (MatchResult found : section.matcher(comment).results().toList()) {
            String names = found.group(2).replaceAll("and one line for each cap[^$]*", "");
            for (MatchResult name : Pattern.compile("[A-Z]\\w+").matcher(names).results().toList()) {
                keys.add(found.group(1) + "/" + name.group());
            }
        }
        return keys;
    }
}
