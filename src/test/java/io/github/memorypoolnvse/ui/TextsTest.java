package io.github.memorypoolnvse.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.memorypoolnvse.Texts;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Reads the sources of the window for keys of texts: none may be missing, none unused, none glued together. */
class TextsTest {

    private static final Path SOURCES = Path.of("src/main/java/io/github/memorypoolnvse/ui");
    private static final Pattern KEY = Pattern.compile("\"(ui\\.[A-Za-z0-9_.]+)\"");
    private static final Pattern PREFIX = Pattern.compile("\"(ui\\.[A-Za-z0-9_.]*\\.)\"\\s*\\+");
    private static final Pattern SET_TEXT = Pattern.compile("set(?:Text|AccessibleText|AccessibleHelp|Title)\\(\"[^\"]*[A-Za-z]{2}");

    private final ResourceBundle english = ResourceBundle.getBundle(Texts.BUNDLE, Locale.ROOT);
    private final String code = code();

    @Test
    void everyKeyOfTheWindowHasItsText() {
        assertThat(named().filter(key -> !key.endsWith("."))).allSatisfy(key ->
                assertThat(english.containsKey(key)).as(key).isTrue());
    }

    @Test
    void noTextOfTheWindowIsUnused() {
        Set<String> exact = named().collect(Collectors.toSet());
        Set<String> prefixes = PREFIX.matcher(code).results().map(match -> match.group(1)).collect(Collectors.toSet());
        Set<String> unused = english.keySet().stream().filter(key -> key.startsWith("ui."))
                .filter(key -> !exact.contains(key))
                .filter(key -> prefixes.stream().noneMatch(key::startsWith))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(unused).isEmpty();
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

    private static String code() {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            StringBuilder all = new StringBuilder();
            for (Path file : files.filter(path -> path.toString().endsWith(".java")).sorted().toList()) {
                all.append(Files.readString(file)).append('\n');
            }
            return all.toString();
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
