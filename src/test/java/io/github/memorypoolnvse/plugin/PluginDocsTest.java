package io.github.memorypoolnvse.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The plugin's pages name every site, setting and command there is in its source, and no other. */
class PluginDocsTest {

    private static String read(String file) throws IOException {
        return Files.readString(Path.of(file));
    }

    private static List<String> found(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().map(result -> result.group(1)).toList();
    }

    @Test
    void everySiteOfTheEngineIsInTheTable() throws IOException {
        List<String> sites = found("(?:ENTRY|SCRAP_RETURN|RETURN_AT)\\(0x00([0-9A-F]{6})",
                read("src/main/native/engine/profile.c"));
        String page = read("docs/engine.md");
        assertThat(sites).hasSizeGreaterThan(25);
        assertThat(sites).allSatisfy(site -> assertThat(page).contains(site));
        assertThat(page).contains("86EED4", "AA38CA", "AA3060", "866E00", "866770");
    }

    @Test
    void everySettingIsInTheTable() throws IOException {
        List<String> keys = found("\\{\"(\\w+\", \"\\w+)\", KIND_", read("src/main/native/config.c"));
        List<String> told = found("(?m)^\\| (\\w+ \\| `\\w+)`", read("docs/settings.md"));
        assertThat(keys).hasSizeGreaterThan(18);
        assertThat(told).containsExactlyElementsOf(keys.stream().map(key -> key.replace("\", \"", " | `")).toList());
    }

    @Test
    void everyCommandIsInTheTableInTheOrderOfItsOpcode() throws IOException {
        List<String> commands = found("row\\((\\w+),", read("src/main/native/commands.c"));
        List<String> told = found("(?m)^\\| `(\\w+)`", read("docs/script-commands.md"));
        assertThat(commands).hasSize(13);
        assertThat(told).containsExactlyElementsOf(commands);
    }
}
