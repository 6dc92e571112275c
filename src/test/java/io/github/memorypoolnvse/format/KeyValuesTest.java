package io.github.memorypoolnvse.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyValuesTest {

    @Test
    void readsNestedPairsAndFindsKeysWithoutCase() throws MalformedException {
        KeyValues values = KeyValues.parse("""
                "LibraryFolders"
                {
                    "0" { "path" "C:\\\\Program Files (x86)\\\\Steam" "apps" { "22380" "1234" } }
                }
                """);

        assertThat(values.path("libraryfolders", "0").flatMap(library -> library.text("PATH")))
                .contains("C:\\Program Files (x86)\\Steam");
        assertThat(values.path("libraryfolders", "0", "apps").flatMap(apps -> apps.text("22380"))).contains("1234");
    }

    @Test
    void readsEscapesAndLeavesOthersAlone() throws MalformedException {
        KeyValues values = KeyValues.parse("\"a\" \"tab\\there \\\"quoted\\\"\" \"b\" \"D:\\Games\"");

        assertThat(values.text("a")).contains("tab\there \"quoted\"");
        assertThat(values.text("b")).contains("D:\\Games");
    }

    @Test
    void keepsDuplicatesAndFindsTheFirst() throws MalformedException {
        KeyValues values = KeyValues.parse("k 1 k 2 K 3");

        assertThat(values.text("k")).contains("1");
        assertThat(values.pairs()).hasSize(3);
    }

    @Test
    void skipsCommentsAndConditionals() throws MalformedException {
        KeyValues values = KeyValues.parse("""
                // head
                "one" "1" [$WIN32]
                "two" [!$X360] { "in" "2" } // tail
                three 3""");

        assertThat(values.text("one")).contains("1");
        assertThat(values.path("two").flatMap(two -> two.text("in"))).contains("2");
        assertThat(values.text("three")).contains("3");
    }

    @Test
    void readsEveryEncodingSteamHasLeftBehind() throws MalformedException {
        String text = "\"path\" \"/home/jörg/Spiele\"";
        byte[] withMark = ("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE);

        assertThat(KeyValues.parse(text.getBytes(StandardCharsets.UTF_8)).text("path")).contains("/home/jörg/Spiele");
        assertThat(KeyValues.parse(text.getBytes(StandardCharsets.ISO_8859_1)).text("path"))
                .contains("/home/jörg/Spiele");
        assertThat(KeyValues.parse(withMark).text("path")).contains("/home/jörg/Spiele");
    }

    @Test
    void anEmptyFileHasNoPairs() throws MalformedException {
        assertThat(KeyValues.parse(new byte[0]).pairs()).isEmpty();
        assertThat(KeyValues.parse(" \r\n\t").pairs()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"}", "\"a\" {", "\"a\"", "\"a", "a { b 1", "a }", "a { b }"})
    void refusesWhatIsCutOff(String text) {
        assertThatThrownBy(() -> KeyValues.parse(text)).isInstanceOf(MalformedException.class);
    }

    @Test
    void refusesBottomlessNesting() {
        assertThatThrownBy(() -> KeyValues.parse("a {".repeat(100_000))).isInstanceOf(MalformedException.class);
    }
}
