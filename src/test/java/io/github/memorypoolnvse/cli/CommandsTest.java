package io.github.memorypoolnvse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.memorypoolnvse.deploy.NvseArchive;
import io.github.memorypoolnvse.ManagerContext;
import io.github.memorypoolnvse.deploy.DeployTarget;
import io.github.memorypoolnvse.format.TestExecutable;
import io.github.memorypoolnvse.platform.RunningProcess;
import io.github.memorypoolnvse.plugin.CustomPresets;
import io.github.memorypoolnvse.plugin.Preset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CommandsTest {

    @TempDir
    private Path folder;
    private CommandLineFixture manager;
    private Path game;

    @BeforeEach
    void putAGameIntoSteam() throws IOException {
        manager = new CommandLineFixture(folder);
        Path steam = manager.home.resolve(".local/share/Steam/steamapps");
        game = steam.resolve("common/Fallout New Vegas");
        TestExecutable.game().section(".bind").largeAddressAware().write(game.resolve("FalloutNV.exe"));
        for (String name : List.of("nvse_1_4.dll", "nvse_steam_loader.dll", "nvse_loader.exe")) {
            TestExecutable.nvse(6, 4, 8).write(game.resolve(name));
        }
        Files.writeString(steam.resolve("appmanifest_22380.acf"), """
                "AppState" { "appid" "22380" "installdir" "Fallout New Vegas" "StateFlags" "4" }""");
    }

    @Test
    void detectNamesTheInstall() throws IOException {
        assertThat(manager.run("", "detect")).isZero();
        assertThat(manager.output()).contains("Steam", "1.4.0.525", game.toString());

        assertThat(manager.run("", "detect", "--json")).isZero();
        JsonNode install = JsonMapper.shared().readTree(manager.output()).get("installs").get(0);
        assertThat(install.get("folder").asString()).isEqualTo(game.toString());
        assertThat(install.get("variant").asString()).isEqualTo("FOUR_GB_PATCHED");
        assertThat(install.get("storeId").asString()).isEqualTo("22380");
    }

    @Test
    void healthIsGoodForACompleteInstall() throws IOException {
        manager.run("", "install", "--yes");

        assertThat(manager.run("", "health")).isZero();
        assertThat(manager.output()).contains("[good] xNVSE 6.4.8", "[good] The plugin is installed, version 1.0.0")
                .doesNotContain("[problem]", "[warning]");
    }

    @Test
    void healthFailsWhenSomethingKeepsItFromWorking() throws IOException {
        Files.delete(game.resolve("nvse_1_4.dll"));

        assertThat(manager.run("", "health", game.toString())).isEqualTo(1);
        assertThat(manager.output()).contains("[problem] xNVSE is not installed", "xNVSE 6.3.6 or newer");
    }

    @Test
    void installShowsThePlanAndAsks() throws IOException {
        assertThat(manager.run("no\n", "install")).isEqualTo(1);
        assertThat(manager.output()).contains("new  Data/NVSE/Plugins/MemoryPoolNVSE.dll", "SHA-256")
                .contains("Nothing was changed.");
        assertThat(game.resolve("Data")).doesNotExist();

        assertThat(manager.run("", "install")).as("no answer is no yes").isEqualTo(1);
        assertThat(manager.run("y\n", "install")).isZero();
        assertThat(game.resolve("Data/NVSE/Plugins/MemoryPoolNVSE.dll")).exists();
        assertThat(manager.run("", "install")).isZero();
        assertThat(manager.output()).contains("already as it should be");
    }

    @Test
    void aDryRunChangesNothing() throws IOException {
        assertThat(manager.run("", "install", "--dry-run")).isZero();
        assertThat(game.resolve("Data")).doesNotExist();
    }

    @Test
    void presetsAreListedAndPutInPlace() throws IOException {
        manager.run("", "install", "--preset", "ultra", "--yes");

        assertThat(manager.run("", "preset")).isZero();
        assertThat(manager.output()).contains("* Ultra", "uTextureMemory: 20 MB -> 192 MB");
        assertThat(manager.run("", "preset", "Extreme")).isZero();
        assertThat(manager.run("", "preset", game.toString())).isZero();
        assertThat(manager.output()).contains("* Extreme");
        assertThat(manager.run("", "preset", game.toString(), "Vanilla")).isZero();
        assertThat(manager.run("", "preset", "Enormous")).isEqualTo(1);
        assertThat(manager.run("", "preset", game.toString(), "Enormous")).isEqualTo(1);
        assertThat(manager.errors()).contains("There is no preset Enormous", "Recommended");
    }

    @Test
    void onesOwnPresetsAreListedAndInstalled() throws IOException {
        CustomPresets own = manager.context().customPresets();
        own.add(new Preset("Two cities", Map.of("uTextureMemory", 7L << 20)));

        assertThat(manager.run("", "install", "--preset", "two CITIES", "--yes")).isZero();

        Path ini = game.resolve("Data/NVSE/Plugins/MemoryPoolNVSE.ini");
        assertThat(ini).content().contains("Preset=Two cities", "uTextureMemory=7340032").doesNotContain("uWaterMemory=");
        assertThat(manager.run("", "preset")).isZero();
        assertThat(manager.output()).contains("* Two cities: a preset of your own", "uTextureMemory: 20 MB -> 7 MB");

        own.remove("Two cities");
        Files.delete(game.resolve("Data/NVSE/Plugins/MemoryPoolNVSE.dll"));
        assertThat(manager.run("", "install", "--yes")).isZero();
        assertThat(ini).content().contains("Preset=Custom", "uTextureMemory=7340032");
    }

    @Test
    void anUpdateKeepsThePresetInPlace() throws IOException {
        manager.run("", "install", "--preset", "Extreme", "--yes");
        Files.delete(game.resolve("Data/NVSE/Plugins/MemoryPoolNVSE.dll"));

        manager.run("", "install", "--yes");

        assertThat(game.resolve("Data/NVSE/Plugins/MemoryPoolNVSE.ini")).content().contains("Preset=Extreme");
    }

    @Test
    void uninstallPutsEverythingBack() throws IOException {
        manager.run("", "install", "--yes");

        assertThat(manager.run("", "uninstall", "--yes")).isZero();
        assertThat(game.resolve("Data")).doesNotExist();
    }

    @Test
    void refusesWhileTheGameRunsAndNamesIt() throws IOException {
        manager.processes.add(new RunningProcess(99, 1, "FalloutNV.exe", game.resolve("FalloutNV.exe"), List.of()));

        assertThat(manager.run("", "install", "--yes")).isEqualTo(1);
        assertThat(manager.errors()).contains("FalloutNV.exe is running (process 99)");
    }

    @Test
    void anotherCopysGameIsNoHindrance() throws IOException {
        manager.processes.add(new RunningProcess(99, 1, "FalloutNV.exe", Path.of("/elsewhere/FalloutNV.exe"), List.of()));

        assertThat(manager.run("", "install", "--yes")).isZero();
    }

    @Test
    void launchGoesThroughSteam() throws IOException {
        assertThat(manager.run("", "launch")).isZero();
        assertThat(manager.started).containsExactly(List.of("xdg-open", "steam://rungameid/22380"));
    }

    @Test
    void launchSaysWhatSteamLeavesOut() throws IOException {
        TestExecutable.game().section(".bind").write(game.resolve("FalloutNV.exe"));

        assertThat(manager.run("", "launch")).isZero();

        assertThat(manager.output()).contains("[warning] Steam starts this game without xNVSE",
                io.github.memorypoolnvse.game.LaunchCommand.STEAM_OPTION.substring(0, 30));
    }

    @Test
    void aFolderThatWasTypedIsRemembered() throws IOException {
        Path other = manager.home.resolve("other");
        TestExecutable.game().write(other.resolve("FalloutNV.exe"));

        assertThat(manager.run("", "install", other.toString(), "--yes")).isZero();

        assertThat(manager.run("", "detect")).isZero();
        assertThat(manager.output()).contains(other.toString());
    }

    @Test
    void theFlagIsSetAndTakenBack() throws IOException {
        Path other = manager.home.resolve("other");
        Path executable = TestExecutable.game().write(other.resolve("FalloutNV.exe"));
        byte[] original = Files.readAllBytes(executable);

        assertThat(manager.run("y\n", "large-address", other.toString())).isZero();
        assertThat(executable).satisfies(file -> assertThat(Files.readAllBytes(file)).isNotEqualTo(original));
        assertThat(manager.run("", "large-address", "--clear", "--yes", other.toString())).isZero();
        assertThat(executable).hasBinaryContent(original);
        assertThat(manager.run("", "large-address", "--yes", game.toString())).isEqualTo(1);
        assertThat(manager.errors()).contains("FNV 4GB Patcher");
    }

    @Test
    void xnvseIsPutInPlaceAndTakenBack() throws IOException {
        Path zip = NvseArchive.zip(folder.resolve("xnvse.zip"), "");
        TestExecutable.nvse(6, 3, 6).write(game.resolve("nvse_1_4.dll"));
        byte[] before = Files.readAllBytes(game.resolve("nvse_1_4.dll"));

        assertThat(manager.run("", "xnvse", "--from", zip.toString(), "--yes")).isZero();
        assertThat(manager.output()).contains("nvse_1_4.dll", "xNVSE is in place.");
        assertThat(game.resolve("nvse_1_4.dll")).hasBinaryContent(NvseArchive.content());
        assertThat(manager.run("", "xnvse", "--back", "--yes")).isZero();
        assertThat(game.resolve("nvse_1_4.dll")).hasBinaryContent(before);

        assertThat(manager.run("", "xnvse", "--from", Files.createDirectory(folder.resolve("empty")).toString())).isEqualTo(1);
        assertThat(manager.errors()).contains("neither a zip archive nor an unpacked folder of xNVSE");
        assertThat(manager.run("", "xnvse")).isEqualTo(2);
    }

    @Test
    void thePluginBecomesAModOrAnArchive() throws IOException {
        Path mods = Files.createDirectories(manager.home.resolve("mods"));
        Path archive = manager.home.resolve("MemoryPoolNVSE.zip");

        assertThat(manager.run("", "install", "--mo2", mods.toString(), "--yes")).isZero();
        assertThat(mods.resolve("MemoryPoolNVSE/meta.ini")).exists();
        assertThat(manager.run("", "uninstall", "--mo2", mods.toString(), "--yes")).isZero();
        assertThat(mods).isEmptyDirectory();
        assertThat(manager.run("", "archive", archive.toString(), "--preset", "Ultra")).isZero();
        assertThat(archive).isNotEmptyFile();
        assertThat(manager.run("", "install", "--mo2", "/nowhere", "--yes")).isEqualTo(1);
    }

    @Test
    void onlyThePlanThatWasShownIsAppliedByAManagerWithMoreRights() throws IOException {
        DeployTarget target = new DeployTarget.GameFolder(manager.context().detector().inspect(game).orElseThrow());
        ManagerContext context = manager.context();
        String digest = context.deployment().planInstall(target, context.presets().find("Ultra").orElseThrow()).digest();

        assertThat(manager.run("", "install", "--preset", "Extreme", "--yes", "--expect=" + digest)).isEqualTo(1);
        assertThat(manager.errors()).contains("Look at the plan again");
        assertThat(game.resolve("Data")).doesNotExist();
        assertThat(manager.run("", "install", "--preset", "Ultra", "--yes", "--expect=" + digest)).isZero();
        assertThat(game.resolve("Data/NVSE/Plugins/MemoryPoolNVSE.dll")).exists();
    }

    @Test
    void saysWhatIsWrongAndWhatToDo() throws IOException {
        assertThat(manager.run("", "health", folder.toString())).isEqualTo(1);
        assertThat(manager.errors()).contains("There is no FalloutNV.exe in", "Name the folder");
        assertThat(manager.run("", "helth")).isEqualTo(2);
        assertThat(manager.run("", "install", "--nonsense")).isEqualTo(2);
        assertThat(manager.run("")).isEqualTo(2);
        assertThat(manager.run("", "--help")).isZero();
        assertThat(manager.output()).contains("detect", "Lists every copy of the game");
    }

    @Test
    void severalInstallsAreListedForTheirFoldersToBeNamed() throws IOException {
        Path other = manager.home.resolve("other");
        TestExecutable.game().write(other.resolve("FalloutNV.exe"));
        manager.context().chosenFolders().remember(other);

        assertThat(manager.run("", "health")).isEqualTo(1);
        assertThat(manager.errors()).contains(game.toString(), other.toString());
    }

    @Test
    void speaksGerman() throws IOException {
        CommandLineFixture german = new CommandLineFixture(folder, Locale.GERMAN);

        assertThat(german.run("j\n", "install")).isZero();
        assertThat(german.output()).contains("Installiert und geprüft.");
    }

    @Test
    void settingsAreShownAndThoseOfAFileTakeTheirPlace() throws IOException {
        assertThat(manager.run("", "settings")).isEqualTo(1);
        assertThat(manager.errors()).contains("the plugin is not installed there");
        assertThat(manager.run("", "install", "--yes")).isZero();
        assertThat(manager.run("", "settings")).isZero();
        assertThat(manager.output()).contains("QuarantineFrames=3");

        Path wanted = folder.resolve("wanted.ini");
        Files.writeString(wanted, manager.output().replace("QuarantineFrames=3", "QuarantineFrames=7"));
        assertThat(manager.run("n\n", "settings", "--from", wanted.toString())).isEqualTo(1);
        assertThat(game.resolve("Data/NVSE/Plugins/MemoryPoolNVSE.ini")).content().contains("QuarantineFrames=3");
        assertThat(manager.run("", "settings", "--from", wanted.toString(), "--yes")).isZero();
        assertThat(game.resolve("Data/NVSE/Plugins/MemoryPoolNVSE.ini")).content().contains("QuarantineFrames=7");
        assertThat(manager.run("", "settings", "--from", folder.toString(), "--yes")).isEqualTo(1);
        assertThat(manager.errors()).contains("no file of the plugin's settings");
    }

    /** What starts the game in the next moment counts as well, where it belongs to this copy. */
    @Test
    void nothingIsChangedWhileTheGameIsBeingStarted() throws IOException {
        manager.launchers.add(new RunningProcess(98, 1, "nvse_loader.exe", folder.resolve("other/nvse_loader.exe"),
                List.of()));
        assertThat(manager.run("", "install", "--yes")).isZero();
        manager.launchers.add(new RunningProcess(99, 1, "nvse_loader.exe", game.resolve("nvse_loader.exe"), List.of()));
        assertThat(manager.run("", "uninstall", "--yes")).isEqualTo(1);
        assertThat(manager.errors()).contains("nvse_loader.exe is running (process 99)");
        assertThat(game.resolve("Data/NVSE/Plugins/MemoryPoolNVSE.dll")).exists();
    }
}
