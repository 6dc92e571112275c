package io.github.memorypoolnvse.game;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.memorypoolnvse.format.TestExecutable;
import io.github.memorypoolnvse.platform.Host;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class LaunchCommandTest {

    private static final Path PRACTICE_PREFIX = Path.of("/prefix/of/practice");

    @TempDir
    private Path folder;

    private LaunchCommand command(Host host, TestExecutable executable, Store store, String finder, String id,
            Optional<WinePrefix> prefix) throws IOException {
        executable.write(folder.resolve("FalloutNV.exe"));
        TestExecutable.nvse(6, 4, 8).write(folder.resolve("nvse_loader.exe"));
        ExecutableFacts facts = new InstallInspector().executable(folder).orElseThrow();
        return LaunchCommand.of(new Install(folder, store, Optional.of(id), facts, prefix,
                new LinkedHashSet<>(List.of(finder))), host, PRACTICE_PREFIX);
    }

    @Test
    void windowsStartsTheLoaderUnlessTheExecutableStartsItself() throws IOException {
        assertThat(command(Host.WINDOWS, TestExecutable.game(), Store.GOG, "gog", "1", Optional.empty()).command())
                .containsExactly(folder.resolve("nvse_loader.exe").toString());
        assertThat(command(Host.WINDOWS, TestExecutable.game().section(".bind").largeAddressAware(), Store.STEAM,
                "steam", "22380", Optional.empty()).command())
                .containsExactly(folder.resolve("FalloutNV.exe").toString());
    }

    @Test
    void withoutTheLoaderNothingIsStarted() throws IOException {
        TestExecutable.game().write(folder.resolve("FalloutNV.exe"));
        Install plain = new Install(folder, Store.GOG, Optional.empty(),
                new InstallInspector().executable(folder).orElseThrow(), Optional.empty(), new LinkedHashSet<>());

        for (Host host : Host.values()) {
            assertThatThrownBy(() -> LaunchCommand.of(plain, host, PRACTICE_PREFIX))
                    .isInstanceOfSatisfying(LoaderMissingException.class,
                            missing -> assertThat(missing.folder()).isEqualTo(folder));
        }
    }

    /** Steam puts its own command where it says so and gives the whole to a shell. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void theLaunchOptionOfSteamStartsTheLoaderInsteadOfEitherExecutable() throws Exception {
        for (String name : List.of("FalloutNVLauncher.exe", "FalloutNV.exe")) {
            String option = LaunchCommand.STEAM_OPTION.replace("%command%",
                    "printf '%s|' waitforexitandrun '/games/Fallout New Vegas/" + name + "' -x");
            Process shell = new ProcessBuilder("sh", "-c", option).redirectErrorStream(true).start();
            String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(said).isEqualTo("waitforexitandrun|/games/Fallout New Vegas/nvse_loader.exe|-x|");
        }
    }

    @Test
    void linuxGoesThroughTheStoreThatKnowsTheProton() throws IOException {
        Optional<WinePrefix> proton = Optional.of(new WinePrefix(folder, WinePrefix.Runner.PROTON));

        assertThat(command(Host.LINUX, TestExecutable.game(), Store.STEAM, "steam", "22490", proton).command())
                .containsExactly("xdg-open", "steam://rungameid/22490");
        assertThat(command(Host.LINUX, TestExecutable.game(), Store.GOG, "heroic", "1454587428", proton).command())
                .containsExactly("xdg-open", "heroic://launch/gog/1454587428");
        assertThat(command(Host.LINUX, TestExecutable.game(), Store.EPIC, "heroic", "5dae", proton).command())
                .containsExactly("xdg-open", "heroic://launch/legendary/5dae");
    }

    @Test
    void linuxStartsAPlainPrefixItselfAndThePracticeGameInItsOwn() throws IOException {
        Path prefix = Path.of("/prefix/of/lutris");
        LaunchCommand lutris = command(Host.LINUX, TestExecutable.game(), Store.UNKNOWN, "lutris", "x",
                Optional.of(new WinePrefix(prefix, WinePrefix.Runner.WINE)));
        LaunchCommand practice = command(Host.LINUX,
                TestExecutable.game().string("ProductName", "MemoryPoolNVSE practice game"), Store.PRACTICE, "folder",
                "x", Optional.empty());

        assertThat(lutris.command()).containsExactly("wine", "nvse_loader.exe");
        assertThat(lutris.environment()).containsEntry("WINEPREFIX", prefix.toString());
        assertThat(lutris.directory()).isEqualTo(folder);
        assertThat(practice.command()).containsExactly("wine", "FalloutNV.exe");
        assertThat(practice.environment()).containsEntry("WINEPREFIX", PRACTICE_PREFIX.toString());
    }
}
