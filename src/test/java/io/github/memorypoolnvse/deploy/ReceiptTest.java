package io.github.memorypoolnvse.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.memorypoolnvse.Fuzz;
import io.github.memorypoolnvse.format.MalformedException;
import io.github.memorypoolnvse.plugin.PluginIni;
import io.github.memorypoolnvse.plugin.Presets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiptTest {

    private static final Fingerprint CONTENT = new Fingerprint(3, "ab");

    private static Receipt of(String path) {
        return Receipt.of(List.of(new Entry(path, Part.PLUGIN, Optional.of(CONTENT), CONTENT, true)), List.of("Data"));
    }

    @Test
    void saysTheSameAfterBeingWritten() {
        assertThat(Receipt.parse(of("Data/x.dll").bytes())).contains(of("Data/x.dll"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x.dll", "/etc/passwd", "Data/../../x", "C:/x", "Data\\x", "", "Data//x"})
    void neverLeadsOutOfTheFolder(String path) {
        assertThat(Receipt.parse(of(path).bytes())).isEmpty();
    }

    @Test
    void noInputBreaksIt() {
        Fuzz.feed(Receipt::parse, Set.of(), List.of(of("Data/NVSE/Plugins/MemoryPoolNVSE.dll").bytes()));
    }

    /** Neither the look at every folder's journal nor that of one; what is read leads nowhere but below its root. */
    @Test
    void noInputBreaksTheJournal(@TempDir Path folder) throws IOException {
        JournalStore journals = new JournalStore(folder.resolve("journals"), new NioFileOperations(false));
        Path root = folder.resolve("game");
        Change change = new Change("Data/x.dll", Optional.empty(), Optional.of(CONTENT), Optional.of("Data/x.kept"));
        Entry entry = new Entry("Data/x.dll", Part.PLUGIN, Optional.of(CONTENT), CONTENT, true);
        journals.save(Journal.blank(root.toString()).with(new Transaction(Transaction.Phase.COMMITTING, List.of(change),
                List.of("Data"), List.of("Data"), List.of("Data/x.old"), List.of(entry), List.of("Data"))));
        Path file = onlyFile(folder.resolve("journals"));
        Fuzz.feedFiles(input -> {
            Files.write(file, input);
            for (Journal journal : journals.all()) {
                assertThat(Path.of(journal.root())).isAbsolute();
                journal.running().ifPresent(running -> running.changes().forEach(
                        each -> assertThat(root.resolve(each.staged()).normalize()).startsWithRaw(root)));
            }
            journals.load(root);
        }, Set.of(JournalStore.DamagedException.class, DeployException.class), List.of(Files.readAllBytes(file)));
    }

    private static Path onlyFile(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList().getFirst();
        }
    }

    @Test
    void noInputBreaksTheSettings() throws IOException {
        Presets presets = Presets.bundled();
        Fuzz.feed(input -> {
            PluginIni ini = PluginIni.parse(input);
            assertThat(ini.with(presets.recommended(), presets).budgets(presets))
                    .isEqualTo(presets.recommended().budgets());
        }, Set.of(MalformedException.class), List.of(PluginIni.bundled().bytes()));
    }
}
