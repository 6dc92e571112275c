package io.github.memorypoolnvse.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.memorypoolnvse.deploy.PlannedFile.Action;
import io.github.memorypoolnvse.deploy.RunningPrograms.RunningProgram;
import io.github.memorypoolnvse.plugin.TestPayload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeploymentTest {

    private static final String PLUGIN = "Data/NVSE/Plugins/MemoryPoolNVSE.dll";
    private static final String RECEIPT = "Data/NVSE/Plugins/MemoryPoolNVSE/installed.json";
    private static final String SETTINGS = "Data/NVSE/Plugins/MemoryPoolNVSE.ini";

    @TempDir
    private Path folder;
    private Sandbox sandbox;

    @BeforeEach
    void makeSandbox() throws IOException {
        sandbox = new Sandbox(folder);
    }

    @Test
    void xnvseIsPutInPlaceAndTakenBackToTheByteWhateverHappensToThePlugin() throws IOException {
        sandbox.file("nvse_1_4.dll", "an older one").file("NVSE_loader.exe", "an older one");
        FolderState before = sandbox.state();
        Deployment manager = sandbox.manager("1.0.0");
        DeployTarget.GameFolder game = new DeployTarget.GameFolder(sandbox.install());
        assertThat(manager.broughtNvse(game)).isFalse();
        Path zip = NvseArchive.zip(sandbox.managerData.resolveSibling("xnvse.zip"), "");
        Delivery.Nvse nvse = (Delivery.Nvse) Delivery.of(zip, TestPayload.version("1.0.0"));

        manager.apply(game, manager.planNvse(game, nvse));
        assertThat(sandbox.game.resolve("NVSE_loader.exe")).hasBinaryContent(NvseArchive.content());
        assertThat(manager.planNvse(game, nvse).empty()).as("again changes nothing").isTrue();
        assertThat(sandbox.game.resolve("Data")).as("no receipt of a plugin that is not there").doesNotExist();
        sandbox.install("1.0.0", "Ultra");
        sandbox.uninstall("1.0.0");
        assertThat(sandbox.game.resolve("nvse_steam_loader.dll")).exists();
        assertThat(manager.broughtNvse(game)).isTrue();

        manager.apply(game, manager.planNvseBack(game));
        assertThat(sandbox.state()).isEqualTo(before);
        assertThat(manager.broughtNvse(game)).isFalse();
    }

    @Test
    void theReceiptBesideThePluginTakesXnvseBackWithoutTheJournal() throws IOException {
        sandbox.file("nvse_1_4.dll", "an older one");
        sandbox.install("1.0.0", "Ultra");
        Deployment manager = sandbox.manager("1.0.0");
        DeployTarget.GameFolder game = new DeployTarget.GameFolder(sandbox.install());
        Path zip = NvseArchive.zip(sandbox.managerData.resolveSibling("xnvse.zip"), "");
        manager.apply(game, manager.planNvse(game, (Delivery.Nvse) Delivery.of(zip, TestPayload.version("1.0.0"))));
        try (Stream<Path> journals = Files.list(sandbox.managerData.resolve("journals"))) {
            for (Path journal : journals.toList()) {
                Files.delete(journal);
            }
        }

        manager.apply(game, manager.planNvseBack(game));

        assertThat(sandbox.game.resolve("nvse_1_4.dll")).hasContent("an older one");
        assertThat(sandbox.game.resolve("nvse_loader.exe")).doesNotExist();
        assertThat(manager.planInstall(game, sandbox.preset("Ultra")).empty()).isTrue();
    }

    @Test
    void thePlanShowsEveryFileBeforeAnythingChanges() throws IOException {
        FolderState before = sandbox.state();

        Plan plan = sandbox.manager("1.0.0").planInstall(sandbox.target(), sandbox.preset("Ultra"));

        assertThat(plan.files()).extracting(PlannedFile::path).containsExactly(
                "Data/NVSE/Plugins/MemoryPoolNVSE/jemalloc.dll", "Data/NVSE/Plugins/MemoryPoolNVSE/rpmalloc.dll",
                PLUGIN, SETTINGS, RECEIPT);
        assertThat(plan.files()).extracting(PlannedFile::action).containsOnly(Action.CREATE);
        assertThat(plan.files().get(2).after()).contains(Fingerprint.of(TestPayload.plugin("1.0.0")));
        assertThat(plan.newDirectories()).hasSize(4).startsWith(sandbox.game.resolve("Data"));
        assertThat(sandbox.state()).isEqualTo(before);
    }

    @Test
    void installAndUninstallLeaveTheFolderAsItWas() throws IOException {
        FolderState before = sandbox.state();

        sandbox.install("1.0.0", "Ultra");

        assertThat(Files.readAllBytes(sandbox.game.resolve(PLUGIN))).isEqualTo(TestPayload.plugin("1.0.0"));
        assertThat(sandbox.manager("1.0.0").settings(sandbox.target()).orElseThrow().preset()).contains("Ultra");
        assertThat(sandbox.manager("1.0.0").verify(sandbox.target())).hasSize(5).allMatch(VerifiedFile::intact);
        sandbox.uninstall("1.0.0");
        assertThat(sandbox.state()).isEqualTo(before);
    }

    @Test
    void everythingMayBeRepeated() throws IOException {
        sandbox.install("1.0.0", "Ultra");
        FolderState installed = sandbox.state();
        Plan again = sandbox.manager("1.0.0").planInstall(sandbox.target(), sandbox.preset("Ultra"));

        assertThat(again.empty()).isTrue();
        assertThat(again.files()).extracting(PlannedFile::action).containsOnly(Action.KEEP);
        sandbox.install("1.0.0", "Ultra");
        assertThat(sandbox.state()).isEqualTo(installed);
        sandbox.uninstall("1.0.0");
        FolderState bare = sandbox.state();
        sandbox.uninstall("1.0.0");
        assertThat(sandbox.state()).isEqualTo(bare);
    }

    @Test
    void undoBringsBackTheFirstOriginalAfterAnyNumberOfUpdates() throws IOException {
        sandbox.file(PLUGIN, "somebody's").file(SETTINGS, "[Heap]\nAllocator=pool\n");
        FolderState before = sandbox.state();

        sandbox.install("0.9.0", "Recommended");
        sandbox.install("1.0.0", "Extreme");
        sandbox.install("1.1.0", "Vanilla");

        assertThat(sandbox.manager("1.1.0").settings(sandbox.target()).orElseThrow().value("Heap", "Allocator"))
                .contains("pool");
        sandbox.uninstall("1.1.0");
        assertThat(sandbox.state()).isEqualTo(before);
    }

    @Test
    void noOriginalIsKeptUnderANameXnvseWouldLoad() throws IOException {
        sandbox.file(PLUGIN, "somebody's");

        sandbox.install("1.0.0", "Ultra");

        assertThat(sandbox.state().entries().keySet())
                .contains(PLUGIN + ".memorypool-original")
                .filteredOn(name -> name.endsWith(".dll")).hasSize(3);
    }

    @Test
    void repairsAFileThatWasChanged() throws IOException {
        sandbox.install("1.0.0", "Ultra");
        FolderState installed = sandbox.state();
        sandbox.file("Data/NVSE/Plugins/MemoryPoolNVSE/rpmalloc.dll", "damaged");
        Files.delete(sandbox.game.resolve(PLUGIN));

        assertThat(sandbox.manager("1.0.0").verify(sandbox.target())).filteredOn(file -> !file.intact()).hasSize(2);
        sandbox.install("1.0.0", "Ultra");

        assertThat(sandbox.state()).isEqualTo(installed);
    }

    @Test
    void leavesAFileSomebodyEditedAndSaysSo() throws IOException {
        sandbox.install("1.0.0", "Ultra");
        sandbox.file(SETTINGS, "[Heap]\r\nEnabled=0\r\n");
        Deployment manager = sandbox.manager("1.0.0");

        Plan plan = manager.planUninstall(sandbox.target());
        manager.apply(sandbox.target(), plan);

        assertThat(plan.files()).filteredOn(file -> file.action() == Action.LEAVE)
                .extracting(PlannedFile::path).containsExactly(SETTINGS);
        assertThat(sandbox.game.resolve(SETTINGS)).hasContent("[Heap]\r\nEnabled=0\r\n");
        assertThat(sandbox.game.resolve(PLUGIN)).doesNotExist();
    }

    @Test
    void editsSurviveAPresetAndMakeTheSettingsTheirs() throws IOException {
        sandbox.install("1.0.0", "Ultra");
        Path settings = sandbox.game.resolve(SETTINGS);
        Files.writeString(settings, Files.readString(settings).replace("QuarantineFrames=3", "QuarantineFrames=9"));

        sandbox.install("1.0.0", "Vanilla");
        sandbox.uninstall("1.0.0");

        assertThat(settings).content().contains("QuarantineFrames=9");
    }

    @Test
    void usesTheSpellingOnDisk() throws IOException {
        Files.createDirectories(sandbox.game.resolve("data/nvse/PLUGINS"));

        sandbox.install("1.0.0", "Ultra");

        assertThat(sandbox.game.resolve("data/nvse/PLUGINS/MemoryPoolNVSE.dll")).exists();
        assertThat(sandbox.game.resolve("Data")).doesNotExist();
    }

    @Test
    void refusesTwoSpellings() throws IOException {
        Files.createDirectories(sandbox.game.resolve("data"));
        Files.createDirectories(sandbox.game.resolve("Data"));

        assertThatThrownBy(() -> sandbox.install("1.0.0", "Ultra")).hasMessageContaining("differ only in case");
    }

    @Test
    void refusesWhileTheGameRuns() throws IOException {
        Deployment manager = new Deployment(TestPayload.version("1.0.0"), sandbox.presets,
                _ -> List.of(new RunningProgram(4711, "FalloutNV.exe")), sandbox.managerData);
        Plan plan = manager.planInstall(sandbox.target(), sandbox.preset("Ultra"));
        FolderState before = sandbox.state();

        assertThatThrownBy(() -> manager.apply(sandbox.target(), plan))
                .isInstanceOfSatisfying(DeployException.class, refused -> {
                    assertThat(refused.textKey()).isEqualTo("deploy.error.running");
                    assertThat(refused.arguments()).containsExactly("FalloutNV.exe", "4711");
                });
        assertThat(sandbox.state()).isEqualTo(before);
    }

    @Test
    void refusesAPlanTheFolderHasOvertaken() throws IOException {
        sandbox.file(SETTINGS, "[Heap]\n");
        Deployment manager = sandbox.manager("1.0.0");
        Plan plan = manager.planInstall(sandbox.target(), sandbox.preset("Ultra"));
        sandbox.file(SETTINGS, "[Heap]\nEnabled=0\n");
        FolderState before = sandbox.state();

        assertThatThrownBy(() -> manager.apply(sandbox.target(), plan)).isInstanceOf(DeployException.class)
                .hasMessageStartingWith("changed");
        assertThat(sandbox.state()).isEqualTo(before);
        sandbox.install("1.0.0", "Ultra");
        assertThatThrownBy(() -> manager.apply(sandbox.target(), plan)).isInstanceOf(DeployException.class)
                .hasMessageStartingWith("planOutdated");
    }

    @Test
    void twoManagersExcludeEachOther() throws IOException {
        Deployment manager = sandbox.manager("1.0.0");
        Plan plan = manager.planInstall(sandbox.target(), sandbox.preset("Ultra"));

        try (DeployLock other = DeployLock.acquire(sandbox.managerData.resolve("locks"), sandbox.game)) {
            assertThat(other).isNotNull();
            assertThatThrownBy(() -> manager.apply(sandbox.target(), plan)).isInstanceOf(DeployException.class)
                    .hasMessageStartingWith("busy");
        }
        manager.apply(sandbox.target(), plan);
        assertThat(sandbox.game.resolve(PLUGIN)).exists();
    }

    @Test
    void takesThePluginsLogsAwayWithIt() throws IOException {
        FolderState before = sandbox.state();
        sandbox.install("1.0.0", "Ultra");
        sandbox.file("Data/NVSE/Plugins/MemoryPoolNVSE.log", "log").file("Data/NVSE/Plugins/MemoryPoolNVSE.1.log", "old");

        sandbox.uninstall("1.0.0");

        assertThat(sandbox.state()).isEqualTo(before);
    }

    @Test
    void aSharingViolationThatEndsInTimeIsNoFailure() throws IOException {
        FileOperations disk = new NioFileOperations(false);
        int[] refusals = {4};
        FileOperations busy = new FaultyDisk(disk, -1, FaultyDisk.Fault.FAIL) {
            @Override
            public void move(Path source, Path target) throws IOException {
                if (target.endsWith("MemoryPoolNVSE.dll") && refusals[0]-- > 0) {
                    throw new IOException("in use");
                }
                super.move(source, target);
            }
        };
        Deployment manager = sandbox.manager("1.0.0", busy);

        manager.apply(sandbox.target(), manager.planInstall(sandbox.target(), sandbox.preset("Ultra")));

        assertThat(refusals[0]).isLessThanOrEqualTo(0);
        assertThat(sandbox.game.resolve(PLUGIN)).exists();
    }

    @Test
    void anAntivirusThatEatsTheFileAtOnceIsNamedAndEverythingIsBack() throws IOException {
        FolderState before = sandbox.state();
        FileOperations disk = new FaultyDisk(new NioFileOperations(false), -1, FaultyDisk.Fault.FAIL) {
            @Override
            public void move(Path source, Path target) throws IOException {
                super.move(source, target);
                if (target.endsWith("MemoryPoolNVSE.dll")) {
                    Files.delete(target);
                }
            }
        };
        Deployment manager = sandbox.manager("1.0.0", disk);
        Plan plan = manager.planInstall(sandbox.target(), sandbox.preset("Ultra"));

        assertThatThrownBy(() -> manager.apply(sandbox.target(), plan)).isInstanceOf(DeployException.class)
                .hasMessageStartingWith("vanished");
        assertThat(sandbox.state()).isEqualTo(before);
    }

    @Test
    void aLostJournalIsToldFromTheDisk() throws IOException {
        sandbox.file(PLUGIN, "somebody's").file("Data/other.esp", "x");
        FolderState before = sandbox.state();
        sandbox.install("0.9.0", "Ultra");
        FolderTree.delete(sandbox.managerData);

        assertThat(sandbox.manager("1.0.0").verify(sandbox.target())).isNotEmpty();
        sandbox.install("1.0.0", "Extreme");
        FolderTree.delete(sandbox.managerData);
        sandbox.uninstall("1.0.0");

        assertThat(sandbox.state()).isEqualTo(before);
    }

    @Test
    void aLostJournalAndReceiptAreToldFromHashesAndNames() throws IOException {
        sandbox.file(PLUGIN, "somebody's").file("Data/other.esp", "x");
        FolderState before = sandbox.state();
        sandbox.install("1.0.0", "Ultra");
        FolderTree.delete(sandbox.managerData);
        sandbox.file(RECEIPT, "{\"schema\": 1, \"entries\": [{\"path\": \"../../outside\"}]}");

        sandbox.uninstall("1.0.0");

        Files.delete(sandbox.game.resolve(RECEIPT));
        Files.delete(sandbox.game.resolve(RECEIPT).getParent());
        assertThat(sandbox.state()).isEqualTo(before);
    }

    @Test
    void aDamagedJournalIsKeptAsideAndRebuilt() throws IOException {
        sandbox.file(PLUGIN, "somebody's").file("Data/other.esp", "x");
        FolderState before = sandbox.state();
        sandbox.install("1.0.0", "Ultra");
        Path journals = sandbox.managerData.resolve("journals");
        try (var files = Files.list(journals)) {
            Files.writeString(files.findFirst().orElseThrow(), "{\"schema\": 1, \"root\"");
        }

        sandbox.uninstall("1.0.0");

        assertThat(sandbox.state()).isEqualTo(before);
        assertThat(journals).isDirectoryContaining("glob:**.damaged");
    }

    @Test
    void aNewerManagersJournalIsNotTouched() throws IOException {
        sandbox.install("1.0.0", "Ultra");
        Path journals = sandbox.managerData.resolve("journals");
        try (var files = Files.list(journals)) {
            Path journal = files.findFirst().orElseThrow();
            Files.writeString(journal, Files.readString(journal).replace("\"schema\" : 1", "\"schema\" : 9"));
        }

        assertThatThrownBy(() -> sandbox.uninstall("1.0.0")).isInstanceOf(DeployException.class)
                .hasMessageStartingWith("journalNewer");
    }

    @Test
    void becomesAModOfItsOwnInModOrganizer() throws IOException {
        Path mods = Files.createDirectories(folder.resolve("mods")).toRealPath();
        DeployTarget target = new DeployTarget.OrganizerMod(sandbox.install(), mods);
        FolderState game = sandbox.state();
        Deployment manager = sandbox.manager("1.0.0");

        manager.apply(target, manager.planInstall(target, sandbox.preset("Ultra")));

        assertThat(mods.resolve("MemoryPoolNVSE/NVSE/Plugins/MemoryPoolNVSE.dll")).exists();
        assertThat(mods.resolve("MemoryPoolNVSE/meta.ini")).content().contains("version=1.0.0");
        assertThat(sandbox.state()).isEqualTo(game);
        FolderTree.delete(sandbox.managerData);
        manager.apply(target, manager.planUninstall(target));
        assertThat(mods).isEmptyDirectory();
    }

    @Test
    void neverWritesOverWhatVortexOwns() throws IOException {
        sandbox.file("Data/vortex.deployment.json", """
                {"version": 1, "instance": "x", "files": [
                  {"relPath": "NVSE\\\\Plugins\\\\MemoryPoolNVSE.ini", "source": "MemoryPoolNVSE", "target": "", "time": 1}]}""");
        FolderState before = sandbox.state();

        assertThatThrownBy(() -> sandbox.install("1.0.0", "Ultra")).isInstanceOf(DeployException.class)
                .hasMessageStartingWith("vortex");
        assertThat(sandbox.state()).isEqualTo(before);
    }

    @Test
    void neverWritesThroughALink() throws IOException {
        sandbox.file("staging/MemoryPoolNVSE.dll", "Vortex's own copy");
        Path plugin = sandbox.game.resolve(PLUGIN);
        Files.createDirectories(plugin.getParent());
        Files.createLink(plugin, sandbox.game.resolve("staging/MemoryPoolNVSE.dll"));

        assertThatThrownBy(() -> sandbox.install("1.0.0", "Ultra")).isInstanceOf(DeployException.class)
                .hasMessageStartingWith("linked");
        assertThat(plugin).hasContent("Vortex's own copy");
    }

    @Test
    void leavesWhatVortexTookOver() throws IOException {
        sandbox.install("1.0.0", "Ultra");
        Path plugin = sandbox.game.resolve(PLUGIN);
        Files.createLink(folder.resolve("Vortex's own copy.dll"), plugin);

        sandbox.uninstall("1.0.0");

        assertThat(plugin).hasBinaryContent(TestPayload.plugin("1.0.0"));
        assertThat(sandbox.game.resolve("Data/NVSE/Plugins/MemoryPoolNVSE.ini")).doesNotExist();
    }

    @Test
    void theArchiveHoldsThePluginBelowData() throws IOException {
        Path archive = folder.resolve("MemoryPoolNVSE.zip");
        PluginArchive writer = new PluginArchive(TestPayload.version("1.0.0"), sandbox.presets);

        writer.write(archive, sandbox.preset("Ultra"));

        byte[] first = Files.readAllBytes(archive);
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            assertThat(zip.stream().map(ZipEntry::getName)).containsExactlyInAnyOrder("NVSE/Plugins/MemoryPoolNVSE.dll",
                    "NVSE/Plugins/MemoryPoolNVSE.ini", "NVSE/Plugins/MemoryPoolNVSE/jemalloc.dll",
                    "NVSE/Plugins/MemoryPoolNVSE/rpmalloc.dll");
            assertThat(zip.getInputStream(zip.getEntry("NVSE/Plugins/MemoryPoolNVSE.dll")).readAllBytes())
                    .isEqualTo(TestPayload.plugin("1.0.0"));
        }
        writer.write(archive, sandbox.preset("Ultra"));
        assertThat(archive).hasBinaryContent(first);
    }
}
