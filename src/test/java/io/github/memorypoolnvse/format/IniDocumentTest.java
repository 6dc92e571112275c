package io.github.memorypoolnvse.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class IniDocumentTest {

    private static final String TEXT = "; head\r\n\r\n[General]\r\nbGamma = 1\r\nbGamma=2\r\n[Other]\r\n x=\"quoted\"\r\n";

    @Test
    void changesOneLineAndNothingElse() {
        IniDocument changed = IniDocument.parse(TEXT).with("general", "BGAMMA", "7");

        assertThat(text(changed)).isEqualTo(TEXT.replace("bGamma = 1", "bGamma = 7"));
    }

    @Test
    void readsTheFirstMatchWithoutCaseAndWithoutQuotes() {
        IniDocument document = IniDocument.parse(TEXT);

        assertThat(document.value("GENERAL", "bgamma")).contains("1");
        assertThat(document.value("other", "X")).contains("quoted");
        assertThat(document.value("general", "x")).isEmpty();
        assertThat(document.keys("General")).containsExactly("bGamma", "bGamma");
    }

    @Test
    void addsAKeyAtTheEndOfItsSectionBeforeTheBlankLines() {
        IniDocument document = IniDocument.parse("[A]\na=1\n\n[B]\nb=1");

        assertThat(text(document.with("A", "new", "2"))).isEqualTo("[A]\na=1\nnew=2\n\n[B]\nb=1");
        assertThat(text(document.with("B", "new", "2"))).isEqualTo("[A]\na=1\n\n[B]\nb=1\nnew=2\n");
        assertThat(text(document.with("C", "new", "2"))).isEqualTo("[A]\na=1\n\n[B]\nb=1\n\n[C]\nnew=2\n");
    }

    @Test
    void makesASectionInAnEmptyFileWithWindowsLineEnds() {
        assertThat(text(IniDocument.parse("").with("S", "k", "v"))).isEqualTo("[S]\r\nk=v\r\n");
    }

    @Test
    void removesOneLine() {
        assertThat(text(IniDocument.parse(TEXT).without("General", "bGamma")))
                .isEqualTo(TEXT.replace("bGamma = 1\r\n", ""));
        assertThat(text(IniDocument.parse(TEXT).without("General", "none"))).isEqualTo(TEXT);
    }

    @Test
    void keepsMixedLineEndsAndEveryByte() {
        byte[] bytes = new byte[256 * 2];
        for (int at = 0; at < bytes.length; at++) {
            bytes[at] = (byte) at;
        }

        assertThat(IniDocument.parse(bytes).bytes()).isEqualTo(bytes);
        assertThat(text(IniDocument.parse("a\r\nb\nc\rd"))).isEqualTo("a\r\nb\nc\rd");
    }

    @Test
    void ignoresCommentsThatLookLikeKeys() {
        assertThat(IniDocument.parse("[A]\n;k=1\nk=2").value("A", "k")).contains("2");
    }

    @Test
    void keepsAByteOrderMarkOfUtf8BeforeTheFirstSection() {
        byte[] marked = "\uFEFF[General]\r\nk=ü".getBytes(StandardCharsets.UTF_8);
        IniDocument document = IniDocument.parseEdited(marked);

        assertThat(document.value("General", "k")).isPresent();
        assertThat(document.bytes()).isEqualTo(marked);
        assertThat(document.with("General", "k", "2").bytes())
                .isEqualTo("\uFEFF[General]\r\nk=2".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void turnsUtf16IntoPlainText() {
        for (Charset wide : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            IniDocument document = IniDocument.parseEdited("\uFEFF[General]\r\nk=ü".getBytes(wide));

            assertThat(document.bytes()).isEqualTo("[General]\r\nk=ü".getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String text(IniDocument document) {
        return new String(document.bytes(), StandardCharsets.ISO_8859_1);
    }

    @Test
    @Timeout(10)
    void aLongFileTakesNoLongTime() {
        String text = "[General]\n" + "key=value\n".repeat(60_000);

        IniDocument changed = IniDocument.parse(text).with("General", "last", "1");

        assertThat(changed.value("General", "last")).contains("1");
    }
}
