package io.github.memorypoolnvse.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.memorypoolnvse.ui.theme.Appearance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsKeeperTest {

    @TempDir
    Path folder;

    @Test
    void whateverTheOrderOfTheThreadsTheNewestStays() {
        UiSettingsFile file = file();
        List<Runnable> threads = new ArrayList<>();
        SettingsKeeper keeper = new SettingsKeeper(file, threads::add, Runnable::run);
        keeper.keep(UiSettings.STANDARD.withPage("live"));
        keeper.keep(UiSettings.STANDARD.withPage("sessions"));
        assertThat(threads).as("writes on their way").hasSize(1);

        threads.reversed().forEach(Runnable::run);
        assertThat(file().read().page()).isEqualTo("sessions");
        keeper.keep(UiSettings.STANDARD.withPage("setup"));
        threads.removeFirst();
        threads.forEach(Runnable::run);
        assertThat(file().read().page()).isEqualTo("setup");
    }

    @Test
    void manyChangesAtOnceEndWithTheLast() {
        try (ExecutorService background = Executors.newVirtualThreadPerTaskExecutor()) {
            SettingsKeeper keeper = new SettingsKeeper(file(), background, Runnable::run);
            for (int i = 1; i <= 200; i++) {
                keeper.keep(UiSettings.STANDARD.withLanguage("x-" + i));
            }
        }
        assertThat(file().read().language()).isEqualTo("x-200");
    }

    @Test
    void whatIsNotKeptHasItsReason() throws IOException {
        Path path = folder.resolve("window.json");
        assertThat(new SettingsKeeper(file(), Runnable::run, Runnable::run).hindrance().get()).isEmpty();

        Files.writeString(path, "{\"major\": 9}");
        assertThat(new SettingsKeeper(file(), Runnable::run, Runnable::run).hindrance().get()).isEqualTo("newer");

        Files.delete(path);
        UiSettingsFile file = file();
        SettingsKeeper keeper = new SettingsKeeper(file, Runnable::run, Runnable::run);
        Files.createDirectories(path.resolve("in the way"));
        keeper.keep(UiSettings.STANDARD.withAppearance(Appearance.DARK));
        assertThat(keeper.hindrance().get()).isEqualTo("failed");

        assertThat(new SettingsKeeper(file(), Runnable::run, Runnable::run).hindrance().get())
                .isEqualTo("unreadable");
    }

    private UiSettingsFile file() {
        UiSettingsFile file = new UiSettingsFile(folder.resolve("window.json"));
        file.read();
        return file;
    }
}
