package io.github.memorypoolnvse.ui.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.memorypoolnvse.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PropertyWordsTest {

    private static final Pattern SET = Pattern.compile("(?:mp_property|set_property)\\(\"([\\w.]+)\"");

    private final PropertyWords words = new PropertyWords(new Texts(Locale.ENGLISH));

    @Test
    void everyPropertyOfThePluginHasWordsInEveryLanguage() throws IOException {
        TreeSet<String> keys = new TreeSet<>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/native"))) {
            for (Path source : sources.filter(file -> file.toString().endsWith(".c")).toList()) {
                SET.matcher(Files.readString(source)).results().forEach(call -> keys.add(call.group(1)));
            }
        }
        assertThat(keys).contains("mode.reason", "allocator", "plugin.version").hasSizeGreaterThan(10);
        assertThat(ResourceBundle.getBundle(Texts.BUNDLE, Locale.ROOT).keySet().stream()
                .filter(key -> key.startsWith("ui.property.") && !key.equals("ui.property.said"))
                .map(key -> key.substring("ui.property.".length())).toList()).isSubsetOf(keys);
        for (Locale locale : new Locale[] {Locale.ENGLISH, Locale.GERMAN}) {
            Texts texts = new Texts(locale);
            assertThat(keys).allSatisfy(
                    key -> assertThat(texts.orElse("ui.property." + key, "")).as("%s in %s", key, locale).isNotEmpty());
        }
    }

    @Test
    void sizesAreReadable() {
        assertThat(words.value("allocator.largeBlocksFrom", "16384")).isEqualTo("16.0\u00a0KB");
        assertThat(words.value("allocator.largeBlocksFrom", "none")).isEqualTo("none");
        assertThat(words.value("game.version", "16384")).isEqualTo("16384");
    }

    @Test
    void whatNobodyKnowsShowsAsItCame() {
        assertThat(words.sentence(Map.of("zebra", "striped", "game.version", "1.4.0.525", "allocator.reason", "")))
                .isEqualTo("Game:\u00a01.4.0.525 \u00b7 zebra:\u00a0striped");
    }
}
