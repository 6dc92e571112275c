package io.github.memorypoolnvse.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.format.MalformedException;
import io.github.memorypoolnvse.ui.setup.NotElevatedException;
import io.github.memorypoolnvse.ui.setup.Notice;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultWordsTest {

    private static final String FILE = "/games/FalloutNV.exe";

    @TempDir
    Path folder;

    private final Texts texts = new Texts(Locale.GERMAN);
    private final FaultWords words = new FaultWords(texts);

    @Test
    void whatHappensOnOrdinaryMachinesIsSaidInWords() {
        says(new AccessDeniedException(FILE), "ui.fault.denied", FILE);
        says(new NoSuchFileException(FILE), "ui.fault.missing", FILE);
        says(new FileNotFoundException(FILE), "ui.fault.missing", FILE);
        says(new ReadOnlyFileSystemException(), "ui.fault.readOnly");
        says(new FileSystemException(FILE, null, "Read-only file system"), "ui.fault.readOnly");
        says(new FileSystemException(FILE, null, "No space left on device"), "ui.fault.full");
        says(new FileSystemException(FILE, null,
                "Es steht nicht genug Speicherplatz auf dem Datenträger zur Verfügung"), "ui.fault.full");
        says(new IOException("No space left on device"), "ui.fault.full");
        says(new FileSystemException(FILE, null, "The process cannot access the file because it is being used by "
                + "another process"), "ui.fault.inUse", FILE);
        says(new FileSystemException(FILE, null, "Der Prozess kann nicht auf die Datei zugreifen, da sie von einem "
                + "anderen Prozess verwendet wird"), "ui.fault.inUse", FILE);
        says(new FileSystemException(folder.toString(), null, "Input/output error"), "ui.fault.disk", folder,
                "Input/output error");
        says(new NotElevatedException(), "cli.error.elevated");
        says(new UncheckedIOException(new AccessDeniedException(FILE)), "ui.fault.denied", FILE);
    }

    @Test
    void aProgramThatIsNotThereIsNamed() {
        IOException missing = failing(() -> new ProcessBuilder("no-such-program-here").start());

        says(missing, "ui.fault.program", "no-such-program-here");
    }

    @Test
    void anythingElseHasACodeAndDetails() {
        NullPointerException fault = new NullPointerException("Cannot invoke \"Object.hashCode()\"");
        Notice notice = words.notice(fault);

        assertThat(notice.text()).isEqualTo(texts.of("ui.fault.unknown", ErrorCode.of(fault)))
                .doesNotContain("Cannot invoke");
        assertThat(notice.details()).contains(ErrorCode.of(fault), "Cannot invoke", "FaultWordsTest");
    }

    @Test
    void aDamagedFileKeepsItsPlaceAmongTheDetails() {
        Notice notice = words.notice(new MalformedException("key without a value: libraryfolders"));

        assertThat(notice.text()).isEqualTo(texts.of("ui.fault.malformed"));
        assertThat(notice.details()).contains("key without a value: libraryfolders");
    }

    @Test
    void realFailuresOfTheDiskAreKnown() throws IOException {
        says(failing(() -> Files.readAllBytes(folder.resolve("none"))), "ui.fault.missing", folder.resolve("none"));
        Path full = Path.of("/dev/full");
        if (Files.exists(full)) {
            says(failing(() -> Files.write(full, new byte[1])), "ui.fault.full");
        }
    }

    @Test
    void noKnownKindShowsAJvmsWords() {
        for (Exception each : List.of(new AccessDeniedException(FILE), new NoSuchFileException(FILE),
                new ReadOnlyFileSystemException())) {
            assertThat(words.notice(each).text()).doesNotContain("Exception").endsWith(".");
            assertThat(words.notice(each).details()).isNull();
        }
    }

    private void says(Exception failed, String key, Object... arguments) {
        assertThat(words.notice(failed).text()).isEqualTo(texts.of(key, arguments));
    }

    /** Something that is to fail. */
    private interface Attempt {
        Object run() throws IOException;
    }

    private static IOException failing(Attempt attempt) {
        try {
            throw new AssertionError("did not fail: " + attempt.run());
        } catch (IOException expected) {
            return expected;
        }
    }
}
