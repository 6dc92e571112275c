package io.github.memorypoolnvse.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.memorypoolnvse.TextFamilies;
import io.github.memorypoolnvse.Texts;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reads the sources of the window for keys of texts: none may be missing, none unused, none glued together. */
class TextsTest {

    private static final Path SOURCES = Path.of("src/main/java/io/github/memorypoolnvse/ui");
    private static final Pattern KEY = Pattern.compile("\"((?:ui|preset)\\.[A-Za-z0-9_.]+)\"");
    private static final Pattern PREFIX = Pattern.compile("\"((?:ui|preset|health|deploy)\\.[A-Za-z0-9_.]*\\.)\"\\s*\\+");
    private static final Pattern SET_TEXT = Pattern.compile("set(?:Text|AccessibleText|AccessibleHelp|Title)\\(\"[^\"]*[A-Za-z]{2}");
    private static final Pattern ASKED = Pattern.compile("texts(?:\\(\\))?\\s*\\.(?:of|orElse)\\(");
    /** Blanks and marks between two parts of a sentence. */
    private static final Pattern GLUE = Pattern.compile("\\+\\s*\"[^\"A-Za-z0-9#%]*(?: |\\\\u00a0|\\\\n)[^\"A-Za-z0-9]*\"\\s*\\+");
    /** What is joined there is read by the program, or is a number and its unit. */
    private static final Set<String> NO_SENTENCES = Set.of("AlertWatch", "ErrorWindow", "KeyFigure", "Unit");
    /** What the plugin names is held against its own tables, in the tests of these words. */
    private static final List<String> NAMED_BY_THE_PLUGIN = List.of("ui.metricName.of.", "ui.metricName.family.",
            "ui.metricName.member.", "ui.property.");

    private final ResourceBundle english = ResourceBundle.getBundle(Texts.BUNDLE, Locale.ROOT);
    private final Map<String, String> sources = sources();
    private final String code = String.join("\n", sources.values());
    private TextFamilies families;

    @BeforeEach
    void nameTheFamilies() throws IOException {
        families = new TextFamilies(sources);
        Set<String> pages = Shortcut.KEYS.keySet();
        families.family("ui.help.", pages, ".text");
        Shortcut.KEYS.forEach((page, keys) -> families.family("ui.help.",
                keys.stream().map(key -> page + "." + key.what()).toList()));
        families.family("ui.help.graph.", Shortcut.IN_A_GRAPH.stream().map(Shortcut::what).toList());
        families.family("ui.help.everywhere.", Shortcut.EVERYWHERE.stream().map(Shortcut::what).toList());
        families.family("ui.help.key.", Shortcut.NAMED);
    }

    @Test
    void everyKeyOfTheWindowHasItsText() {
        assertThat(named().filter(key -> !key.endsWith("."))).isNotEmpty().allSatisfy(key ->
                assertThat(english.containsKey(key)).as(key).isTrue());
        assertThat(families.required()).hasSizeGreaterThan(200).allSatisfy(key ->
                assertThat(english.containsKey(key)).as(key).isTrue());
    }

    @Test
    void everyPrefixIsOfAFamilyWhoseNamesAreKnown() {
        Set<String> prefixes = PREFIX.matcher(code).results().map(match -> match.group(1))
                .filter(prefix -> !NAMED_BY_THE_PLUGIN.contains(prefix)).collect(Collectors.toCollection(TreeSet::new));

        assertThat(prefixes).isNotEmpty().isSubsetOf(families.prefixes());
    }

    @Test
    void noTextOfTheWindowIsUnused() {
        Set<String> asked = families.asked();
        named().forEach(asked::add);

        assertThat(english.keySet().stream().filter(key -> key.startsWith("ui.")).filter(key -> !asked.contains(key))
                .filter(key -> NAMED_BY_THE_PLUGIN.stream().noneMatch(key::startsWith)).sorted()).isEmpty();
    }

    @Test
    void noTextsAreGluedTogether() {
        List<String> glued = new ArrayList<>();
        sources.forEach((file, text) -> {
            asked(text).filter(call -> isJoined(text, call)).forEach(call -> glued.add(file + ": " + line(text, call)));
            if (!NO_SENTENCES.contains(file)) {
                GLUE.matcher(text).results().forEach(match -> glued.add(file + ": " + line(text, match.start())));
            }
        });

        assertThat(glued).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            texts.of("ui.a") + name                          | true
            "(" + texts.of("ui.a", f("x)"), 1)               | true
            name + texts().orElse("ui.a", "b")               | true
            texts.of("ui.a." + id, count + 1)                | false
            show(texts.of("ui.a"), texts.of("ui.b"))         | false
            """)
    void aTextIsJoinedWhereAPlusStandsBesideIt(String line, boolean joined) {
        assertThat(asked(line).anyMatch(call -> isJoined(line, call))).isEqualTo(joined);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            title + ": " + words     | true
            a + " " + b              | true
            "ui.page." + id + ".x"   | false
            file + ".csv"            | false
            """)
    void partsOfASentenceAreJoinedByBlanksAndMarks(String line, boolean glued) {
        assertThat(GLUE.matcher(line).find()).isEqualTo(glued);
    }

    private static Stream<Integer> asked(String text) {
        return ASKED.matcher(text).results().map(MatchResult::start);
    }

    private static String line(String text, int at) {
        return text.substring(text.lastIndexOf('\n', at) + 1, Math.max(at, text.indexOf('\n', at))).strip();
    }

    /** Whether something is put before or behind the text that is asked for there. */
    private static boolean isJoined(String text, int call) {
        int end = text.indexOf('(', call);
        if (text.startsWith("texts()", call)) {
            end = text.indexOf('(', end + 1);
        }
        boolean quoted = false;
        int depth = 0;
        do {
            char at = text.charAt(end);
            if (at == '"' && text.charAt(end - 1) != '\\') {
                quoted = !quoted;
            } else if (!quoted) {
                depth += at == '(' ? 1 : at == ')' ? -1 : 0;
            }
            end++;
        } while (depth > 0 && end < text.length());
        String before = text.substring(0, call).replaceAll("[\\w.()]*$", "").stripTrailing();
        return text.substring(end).stripLeading().startsWith("+") || before.endsWith("+");
    }

    @Test
    void everyTextOfTheWindowIsInGermanToo() {
        ResourceBundle german = ResourceBundle.getBundle(Texts.BUNDLE, Locale.GERMAN);
        assertThat(own(german)).containsExactlyInAnyOrderElementsOf(
                english.keySet().stream().filter(key -> key.startsWith("ui.")).toList());
        assertThat(own(german)).allSatisfy(key -> assertThat(arguments(german.getString(key))).as(key)
                .isEqualTo(arguments(english.getString(key))));
    }

    /** The keys a bundle has itself, without those it takes from its parent. */
    private static Set<String> own(ResourceBundle bundle) {
        Properties properties = new Properties();
        String file = "/" + Texts.BUNDLE.replace('.', '/') + "_" + bundle.getLocale().getLanguage() + ".properties";
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(Texts.class.getResourceAsStream(file)), StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
        return properties.stringPropertyNames().stream().filter(key -> key.startsWith("ui."))
                .collect(Collectors.toSet());
    }

    private static Set<String> arguments(String text) {
        return Pattern.compile("\\{([0-9])").matcher(text).results().map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void wordsAreNotWrittenIntoTheCode() {
        Matcher written = SET_TEXT.matcher(code);

        assertThat(written.results().map(match -> match.group())).isEmpty();
    }

    private Stream<String> named() {
        return KEY.matcher(code).results().map(match -> match.group(1));
    }

    private static Map<String, String> sources() {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            Map<String, String> all = new TreeMap<>();
            for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                all.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
            }
            return all;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
