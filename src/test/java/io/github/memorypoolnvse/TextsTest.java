package io.github.memorypoolnvse;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.memorypoolnvse.deploy.PlannedFile.Action;
import io.github.memorypoolnvse.game.KnownExecutables;
import io.github.memorypoolnvse.game.health.Fix;
import io.github.memorypoolnvse.game.health.Severity;
import io.github.memorypoolnvse.plugin.Preset;
import io.github.memorypoolnvse.plugin.Presets;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The bundle has every text the program asks for, in every language, in the same form. */
class TextsTest {

    private static final Path FOLDER = Path.of("src/main/resources/io/github/memorypoolnvse");
    private static final Pattern CALL = Pattern.compile(
            "(?:Finding\\.of\\(Severity\\.\\w+, |new DeployException\\((?:\\w+, )?|\\.?problem\\(|CommandException\\("
                    + "|say\\(|texts(?:\\(\\))?\\.of\\(|confirm\\()\\s*\"([\\w.]+)\"");

    @Test
    void everyTextTheProgramNamesIsThere() throws IOException {
        Properties english = bundle("messages.properties");
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source : sources.filter(file -> file.toString().endsWith(".java")).toList()) {
                for (MatchResult call : CALL.matcher(Files.readString(source)).results().toList()) {
                    String prefix = switch (call.group().substring(0, 4)) {
                        case "Find" -> "health.";
                        case "new " -> "deploy.error.";
                        case "prob", ".pro" -> "finder.problem.";
                        default -> "";
                    };
                    String key = prefix + call.group(1);
                    if (!call.group(1).endsWith(".")) {
                        assertThat(english).as("%s in %s", key, source).containsKey(key);
                    }
                    if (prefix.equals("health.") && !call.group(1).endsWith(".")) {
                        assertThat(english).as("%s in %s", key, source).containsKey(key + ".why");
                    }
                }
            }
        }
        for (Action action : Action.values()) {
            assertThat(english).containsKey("deploy.action." + action.name().toLowerCase(Locale.ROOT));
        }
        for (Severity severity : Severity.values()) {
            assertThat(english).containsKey("health.severity." + severity.name().toLowerCase(Locale.ROOT));
        }
        for (Fix fix : Fix.values()) {
            assertThat(english).containsKey("health.fix." + fix.name().toLowerCase(Locale.ROOT));
        }
        for (KnownExecutables.Origin origin : KnownExecutables.Origin.values()) {
            String key = "health.hash." + origin.name().toLowerCase(Locale.ROOT);
            assertThat(english).containsKeys(key, key + ".why");
        }
        for (Preset preset : Presets.bundled().presets()) {
            assertThat(english).containsKey("preset." + preset.id());
        }
    }

    @Test
    void everyLanguageSaysTheSameThings() throws IOException {
        Properties english = bundle("messages.properties");
        Properties german = bundle("messages_de.properties");

        assertThat(sharedKeys(german)).isEqualTo(sharedKeys(english));
        for (String key : german.stringPropertyNames()) {
            assertThat(placeholders(german.getProperty(key))).as(key).isEqualTo(placeholders(english.getProperty(key)));
        }
    }

    /** An apostrophe that is written once hides everything behind it. */
    @Test
    void everyTextSurvivesItsFormat() throws IOException {
        for (String name : List.of("messages.properties", "messages_de.properties")) {
            Properties texts = bundle(name);
            for (String key : texts.stringPropertyNames()) {
                if (key.startsWith("memorypool.") || key.startsWith("cli.option.")) {
                    continue;
                }
                String formatted = new MessageFormat(texts.getProperty(key), Locale.ENGLISH)
                        .format(new Object[] {1, 2, 3, 4, 5, 6, 7, 8});
                assertThat(formatted).as("%s in %s", key, name).doesNotContain("{", "''");
                assertThat(count(formatted, '\'')).as("%s in %s", key, name)
                        .isEqualTo(count(texts.getProperty(key), '\'') / 2);
            }
        }
    }

    /** The window checks its own. */
    private static TreeSet<String> sharedKeys(Properties texts) {
        TreeSet<String> keys = new TreeSet<>(texts.stringPropertyNames());
        keys.removeIf(key -> key.startsWith("ui."));
        return keys;
    }

    private static long count(String text, char character) {
        return text.chars().filter(next -> next == character).count();
    }

    private static TreeSet<String> placeholders(String text) {
        TreeSet<String> found = new TreeSet<>();
        Pattern.compile("\\{(\\d)").matcher(text).results().forEach(result -> found.add(result.group(1)));
        return found;
    }

    private static Properties bundle(String name) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(FOLDER.resolve(name), StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        return properties;
    }
}
