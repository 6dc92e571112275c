package io.github.memorypoolnvse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
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

    private static final Pattern QUOTED = Pattern.compile("\"([\\w.]+)\"");
    private static final Pattern FINDER = Pattern.compile(
            "(?:String id\\(\\) \\{\\s+return |new RegistryFinder\\()\"(\\w+)\"");
    private static final List<String> KINDS = List.of("health.", "deploy.error.", "finder.problem.", "preset.error.");

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
        assertThat(families(sources()).required()).isSubsetOf(english.stringPropertyNames());
    }

    /** A text is asked for by its key, by what stands behind the prefix of its kind, or as one of a family. */
    @Test
    void noTextIsUnused() throws IOException {
        Map<String, String> sources = sources();
        Set<String> written = new TreeSet<>();
        sources.values().forEach(code -> QUOTED.matcher(code).results().forEach(each -> written.add(each.group(1))));
        Set<String> asked = families(sources).asked();
        TreeSet<String> unused = sharedKeys(bundle("messages.properties"));
        unused.removeIf(key -> key.startsWith("memorypool.") || asked.contains(key) || written.contains(key)
                || KINDS.stream().filter(key::startsWith).map(kind -> key.substring(kind.length()))
                        .anyMatch(name -> written.contains(name) || written.contains(name.replaceFirst("\\.why$", ""))));

        assertThat(unused).isEmpty();
    }

    private static TextFamilies families(Map<String, String> sources) throws IOException {
        TextFamilies families = new TextFamilies(sources);
        Set<String> finders = new TreeSet<>();
        sources.entrySet().stream().filter(source -> source.getKey().endsWith("Finder"))
                .flatMap(source -> FINDER.matcher(source.getValue()).results())
                .forEach(match -> finders.add(match.group(1)));
        families.family("finder.", finders);
        families.family("cli.practice.row.", List.of("allocations", "frees", "live_bytes", "peak_bytes", "fallbacks"));
        return families;
    }

    private static Map<String, String> sources() throws IOException {
        Map<String, String> sources = new TreeMap<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
                sources.merge(file.getFileName().toString().replace(".java", ""), Files.readString(file), String::concat);
            }
        }
        return sources;
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

    @Test
    void theProgramIsCalledByOneNameInGerman() throws IOException {
        assertThat(bundle("messages_de.properties").values()).noneMatch(text ->
                Pattern.compile("\\bVerwaltung\\b").matcher(text.toString()).find());
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
