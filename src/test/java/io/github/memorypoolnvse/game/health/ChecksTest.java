package io.github.memorypoolnvse.game.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.memorypoolnvse.Samples;
import io.github.memorypoolnvse.format.TestExecutable;
import io.github.memorypoolnvse.game.ExecutableFacts;
import io.github.memorypoolnvse.game.Install;
import io.github.memorypoolnvse.game.LaunchCommand;
import io.github.memorypoolnvse.game.InstallInspector;
import io.github.memorypoolnvse.game.KnownExecutables;
import io.github.memorypoolnvse.game.Store;
import io.github.memorypoolnvse.game.WinePrefix;
import io.github.memorypoolnvse.platform.FileMarks;
import io.github.memorypoolnvse.platform.Host;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChecksTest {

    @TempDir
    private Path folder;

    private Install install(TestExecutable executable, Store store, Optional<WinePrefix> prefix) throws IOException {
        executable.write(folder.resolve("FalloutNV.exe"));
        ExecutableFacts facts = new InstallInspector().executable(folder).orElseThrow();
        return new Install(folder, store, Optional.empty(), facts, prefix, new LinkedHashSet<>(List.of("test")));
    }

    private Install install(TestExecutable executable) throws IOException {
        return install(executable, Store.UNKNOWN, Optional.empty());
    }

    private void write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content, StandardCharsets.UTF_8);
    }

    private static List<String> ids(HealthCheck check, Install install) throws IOException {
        return check.check(install).stream().map(Finding::id).toList();
    }

    @Test
    void everyBuildOfTheGameIsNamed() throws IOException {
        GameVersionCheck check = new GameVersionCheck();

        assertThat(ids(check, install(TestExecutable.game().section(".bind")))).containsExactly("game.steam");
        assertThat(ids(check, install(TestExecutable.game().section(".bind").largeAddressAware())))
                .containsExactly("game.patched");
        assertThat(ids(check, install(TestExecutable.game()))).containsExactly("game.plain");
        assertThat(ids(check, install(TestExecutable.game(), Store.EPIC, Optional.empty())))
                .containsExactly("game.epicPatched");
        assertThat(ids(check, install(TestExecutable.game().version(1, 4, 0, 1338)))).containsExactly("game.epic");
        assertThat(ids(check, install(TestExecutable.game().version(1, 3, 0, 452))))
                .containsExactly("game.otherVersion");
        assertThat(ids(check, install(TestExecutable.game().pdbPath("c:\\x\\FalloutNVng.pdb"))))
                .containsExactly("game.noGore");
        assertThat(ids(check, install(TestExecutable.game().section("UPX0")))).containsExactly("game.packed");
        assertThat(ids(check, install(TestExecutable.game().machine(0x8664)))).containsExactly("game.unknown");
        assertThat(ids(check, install(TestExecutable.game(), Store.XBOX, Optional.empty())))
                .containsExactly("game.xbox");
        assertThat(ids(check, install(TestExecutable.game().string("ProductName", "MemoryPoolNVSE practice game"))))
                .containsExactly("game.practice");
        write("FalloutNV.exe", "no program");
        ExecutableFacts facts = new InstallInspector().executable(folder).orElseThrow();
        assertThat(ids(check, new Install(folder, Store.UNKNOWN, Optional.empty(), facts, Optional.empty(),
                new LinkedHashSet<>()))).containsExactly("game.unknown");
    }

    @Test
    void xnvseMustBeThereWholeAndNewEnough() throws IOException {
        NvseCheck check = new NvseCheck();
        Install steam = install(TestExecutable.game().section(".bind"));
        assertThat(ids(check, steam)).containsExactly("nvse.missing");

        TestExecutable.nvse(6, 4, 8).write(folder.resolve("nvse_1_4.dll"));
        assertThat(ids(check, steam)).containsExactly("nvse.early", "nvse.noSteamLoader", "nvse.noLoader");
        TestExecutable.nvse(6, 4, 8).write(folder.resolve("nvse_steam_loader.dll"));
        TestExecutable.nvse(6, 3, 5).write(folder.resolve("NVSE_Loader.exe"));
        assertThat(check.check(steam)).extracting(Finding::id).containsExactly("nvse.early", "nvse.mixed");
        assertThat(check.check(steam).getLast().arguments().getFirst()).contains("nvse_loader.exe 6.3.5");
    }

    @Test
    void earlyLoadingDependsOnTheVersionAndTheExecutable() throws IOException {
        NvseCheck check = new NvseCheck();
        for (String name : List.of("nvse_1_4.dll", "nvse_steam_loader.dll", "nvse_loader.exe")) {
            TestExecutable.nvse(6, 3, 6).write(folder.resolve(name));
        }

        assertThat(ids(check, install(TestExecutable.game().section(".bind")))).containsExactly("nvse.early");
        assertThat(ids(check, install(TestExecutable.game()))).as("GOG's needs 6.4.5").containsExactly("nvse.late");
        for (String name : List.of("nvse_1_4.dll", "nvse_steam_loader.dll", "nvse_loader.exe")) {
            TestExecutable.nvse(6, 3, 5).write(folder.resolve(name));
        }
        assertThat(ids(check, install(TestExecutable.game().section(".bind")))).containsExactly("nvse.late");
    }

    @Test
    void howTheGameIsStartedDecidesWhetherXnvseAndModsComeAlong() throws IOException {
        Optional<WinePrefix> proton = Optional.of(new WinePrefix(folder, WinePrefix.Runner.PROTON));
        LaunchCheck linux = new LaunchCheck(Host.LINUX, _ -> List.of(), _ -> Optional.empty());
        Install steam = install(TestExecutable.game().section(".bind"), Store.STEAM, proton);
        assertThat(linux.check(steam)).containsExactly(Finding.of(Severity.WARNING, "launch.steam",
                LaunchCommand.STEAM_OPTION).mendedBy(Fix.COPY_LAUNCH_OPTION));
        assertThat(new LaunchCheck(Host.WINDOWS, _ -> List.of(), _ -> Optional.empty()).check(steam)).isEmpty();
        Install plain = install(TestExecutable.game(), Store.GOG, proton);
        assertThat(ids(linux, plain)).as("started with the loader by this manager").isEmpty();
        Install heroic = new Install(folder, Store.GOG, Optional.of("1454587428"), plain.executable(), proton,
                new LinkedHashSet<>(List.of("heroic")));
        assertThat(linux.check(heroic)).containsExactly(Finding.of(Severity.WARNING, "launch.heroic",
                folder.resolve("nvse_loader.exe")).mendedBy(Fix.COPY_LOADER));
        Install patched = install(TestExecutable.game().section(".bind").largeAddressAware(), Store.STEAM, proton);
        assertThat(ids(linux, patched)).isEmpty();

        Path mods = folder.resolve("mods");
        assertThat(new LaunchCheck(Host.LINUX, _ -> List.of(mods), _ -> Optional.empty()).check(patched))
                .containsExactly(Finding.of(Severity.INFO, "launch.organizer", mods));
        assertThat(new LaunchCheck(Host.WINDOWS, _ -> List.of(mods), _ -> Optional.of(folder)).check(patched))
                .containsExactly(Finding.of(Severity.INFO, "launch.organizer", mods).mendedBy(Fix.OPEN_ORGANIZER));

        Path library = folder.resolve("nvse_1_4.dll");
        TestExecutable.nvse(6, 4, 8).write(library);
        write("nvse.log", "");
        Files.setLastModifiedTime(library, FileTime.fromMillis(2_000_000));
        Files.setLastModifiedTime(folder.resolve("nvse.log"), FileTime.fromMillis(1_000_000));
        steam = install(TestExecutable.game().section(".bind"), Store.STEAM, proton);
        assertThat(ids(linux, steam)).as("an older xNVSE's log").containsExactly("launch.steam");
        Files.setLastModifiedTime(folder.resolve("nvse.log"), FileTime.fromMillis(3_000_000));
        assertThat(ids(linux, steam)).as("it started with the game").isEmpty();
    }

    private void lastStartHad(String megabytes, Path log, long afterTheExecutable) throws IOException {
        Files.createDirectories(log.getParent());
        Files.writeString(log, "2026-11-20 18:30:05.201  INFO   Address space: " + megabytes + " MB\r\n");
        Files.setLastModifiedTime(folder.resolve("FalloutNV.exe"), FileTime.fromMillis(1_000_000));
        Files.setLastModifiedTime(log, FileTime.fromMillis(1_000_000 + afterTheExecutable));
    }

    private void lastStartHad(String megabytes, long afterTheExecutable) throws IOException {
        lastStartHad(megabytes, folder.resolve("Data/nvse/plugins/MemoryPoolNVSE.log"), afterTheExecutable);
    }

    @Test
    void whatTheLastStartHadCountsMoreThanTheFlag() throws IOException {
        LargeAddressCheck check = new LargeAddressCheck(_ -> List.of());
        Install plain = install(TestExecutable.game());
        Install proton = install(TestExecutable.game().section(".bind"), Store.STEAM,
                Optional.of(new WinePrefix(folder, WinePrefix.Runner.PROTON)));
        lastStartHad("4095", 5000);
        assertThat(check.check(proton)).containsExactly(
                Finding.of(Severity.GOOD, "largeAddress.seen", "4 GB", "2026-11-20 18:30"));
        assertThat(ids(check, plain)).containsExactly("largeAddress.clear", "addressLimit.otherwise");
        assertThat(check.check(new Install(folder, Store.GOG, Optional.empty(), plain.executable(),
                Optional.of(new WinePrefix(folder, WinePrefix.Runner.WINE)), new LinkedHashSet<>())))
                .containsExactly(Finding.of(Severity.GOOD, "largeAddress.byWine", "4 GB", "2026-11-20 18:30"));

        lastStartHad("2047", 5000);
        assertThat(check.check(proton)).containsExactly(
                Finding.of(Severity.WARNING, "largeAddress.notByProton", "2 GB", "2026-11-20 18:30")
                        .mendedBy(Fix.GET_PATCHER));
        assertThat(check.check(plain)).containsExactly(
                Finding.of(Severity.WARNING, "largeAddress.clear").mendedBy(Fix.SET_LARGE_ADDRESS),
                Finding.of(Severity.INFO, "addressLimit.seen", "2 GB", "2026-11-20 18:30"));
        Install flagged = install(TestExecutable.game().largeAddressAware());
        lastStartHad("2047", 5000);
        assertThat(check.check(flagged)).containsExactly(
                Finding.of(Severity.WARNING, "largeAddress.notGiven", "2 GB", "2026-11-20 18:30")
                        .mendedBy(Fix.SHOW_FILES));
    }

    @Test
    void aStartFromBeforeTheExecutableChangedContradictsNothing() throws IOException {
        LargeAddressCheck check = new LargeAddressCheck(_ -> List.of());
        Install flagged = install(TestExecutable.game().largeAddressAware());
        lastStartHad("2047", -5000);
        assertThat(check.check(flagged)).containsExactly(Finding.of(Severity.GOOD, "largeAddress.set"),
                Finding.of(Severity.INFO, "addressLimit.before", "2 GB", "2026-11-20 18:30"));
        lastStartHad("4095", -5000);
        assertThat(ids(check, flagged)).containsExactly("largeAddress.set");
    }

    @Test
    void theLogOfAGameThatModOrganizerStartedCountsToo(@TempDir Path organizer) throws IOException {
        Path mods = Files.createDirectories(organizer.resolve("mods"));
        LargeAddressCheck check = new LargeAddressCheck(_ -> List.of(mods));
        Install flagged = install(TestExecutable.game().largeAddressAware());
        lastStartHad("2047", 5000);
        lastStartHad("4095", organizer.resolve("overwrite/NVSE/Plugins/MemoryPoolNVSE.log"), 9000);
        assertThat(ids(check, flagged)).containsExactly("largeAddress.seen");
        lastStartHad("2047", mods.resolve("MemoryPoolNVSE/NVSE/Plugins/MemoryPoolNVSE.log"), 20_000);
        assertThat(ids(check, flagged)).containsExactly("largeAddress.notGiven");
    }

    @Test
    void theLargeAddressFlagAndProton() throws IOException {
        LargeAddressCheck check = new LargeAddressCheck(_ -> List.of());
        WinePrefix proton = new WinePrefix(folder, WinePrefix.Runner.PROTON);
        WinePrefix wine = new WinePrefix(folder, WinePrefix.Runner.WINE);

        assertThat(ids(check, install(TestExecutable.game().largeAddressAware()))).containsExactly("largeAddress.set");
        assertThat(check.check(install(TestExecutable.game()))).singleElement()
                .extracting(Finding::fix).isEqualTo(Optional.of(Fix.SET_LARGE_ADDRESS));
        assertThat(check.check(install(TestExecutable.game().section(".bind")))).singleElement()
                .extracting(Finding::fix).isEqualTo(Optional.of(Fix.GET_PATCHER));
        assertThat(ids(check, install(TestExecutable.game(), Store.STEAM, Optional.of(proton))))
                .containsExactly("largeAddress.proton");
        assertThat(ids(check, install(TestExecutable.game(), Store.GOG, Optional.of(wine))))
                .containsExactly("largeAddress.clear");
    }

    @Test
    void knownExecutablesAreNamedAndOthersShownWithTheirHash() throws IOException {
        assertThat(KnownExecutables.origin("946D2EABA04A75FF361B8617C7632B49F1EDE9D3"))
                .contains(KnownExecutables.Origin.GOG);
        Install other = install(TestExecutable.game());

        assertThat(new KnownHashCheck().check(other)).singleElement().satisfies(finding -> {
            assertThat(finding.id()).isEqualTo("hash.unlisted");
            assertThat(finding.arguments().getFirst())
                    .isEqualTo(KnownExecutables.sha1(other.executable().file())).hasSize(40);
        });
    }

    @Test
    void otherOwnersOfTheHeapAreNamed() throws IOException {
        ConflictCheck check = new ConflictCheck();
        Install install = install(TestExecutable.game());
        assertThat(ids(check, install)).isEmpty();

        new TestExecutable().version(9, 0, 0, 0).string("CompanyName", "Microsoft Corporation")
                .write(folder.resolve("d3dx9_38.dll"));
        assertThat(ids(check, install)).as("the real library").isEmpty();
        write("hr.log", "");
        assertThat(ids(check, install)).containsExactly("conflict.nvhr");
        write("data/nvse/plugins/sr_New_Vegas_Stutter_Remover.ini", "[Master]\nbReplaceHeap = 0\n");
        assertThat(ids(check, install)).containsExactly("conflict.nvhr");
        write("data/nvse/plugins/sr_New_Vegas_Stutter_Remover.ini", "[Master]\nbReplaceHeap = 1\n");
        write("data/nvse/plugins/NVRPMalloc.dll", "x");
        write("data/nvse/plugins/psycho-engine-fixes.dll", "x");
        write("data/nvse/nvse_config.ini", "[Memory]\nDefaultHeapInitialAllocMB=500\n");
        assertThat(ids(check, install)).containsExactlyInAnyOrder("conflict.nvhr", "conflict.stutterRemover",
                "conflict.rpmalloc", "conflict.psycho", "conflict.nvseMemory");
    }

    @Test
    void ourOwnAllocatorIsNoConflict() throws IOException {
        Install install = install(TestExecutable.game());
        write("Data/NVSE/Plugins/MemoryPoolNVSE.dll", "x");
        write("Data/NVSE/Plugins/MemoryPoolNVSE/rpmalloc.dll", "x");

        assertThat(ids(new ConflictCheck(), install)).isEmpty();
    }

    @Test
    void theFolderIsLookedAt() throws IOException {
        Install install = install(TestExecutable.game());
        FolderCheck check = new FolderCheck();
        assertThat(ids(check, install)).isEmpty();

        Files.createDirectories(folder.resolve("Data_Core"));
        assertThat(ids(check, install)).containsExactly("folder.amethyst");
        Path cloud = folder.resolve("OneDrive - Home/Games");
        TestExecutable.game().write(cloud.resolve("FalloutNV.exe"));
        Install inCloud = new Install(cloud, Store.UNKNOWN, Optional.empty(),
                new InstallInspector().executable(cloud).orElseThrow(), Optional.empty(), new LinkedHashSet<>());
        assertThat(ids(check, inCloud)).containsExactly("folder.cloud");
    }

    @Test
    void theLastStartIsReadFromTheLog() throws IOException {
        Install install = install(TestExecutable.game());
        LastLoadCheck check = new LastLoadCheck();
        write("Data/NVSE/Plugins/MemoryPoolNVSE.dll", "x");
        Path plugin = folder.resolve("Data/NVSE/Plugins/MemoryPoolNVSE.dll");
        assertThat(ids(check, install)).as("never started").isEmpty();

        write("nvse.log", Samples.text("nvse/nvse.log"));
        Files.setLastModifiedTime(plugin, FileTime.fromMillis(1000));
        assertThat(ids(check, install)).containsExactly("lastLoad.loaded");

        write("nvse.log", Samples.text("nvse/nvse.log").replace("loaded correctly",
                "reported as incompatible during query"));
        assertThat(check.check(install)).singleElement().satisfies(finding -> {
            assertThat(finding.id()).isEqualTo("lastLoad.refused");
            assertThat(finding.arguments()).containsExactly("reported as incompatible during query");
        });
        write("nvse.log", "NVSE runtime: initialize\n");
        assertThat(ids(check, install)).containsExactly("lastLoad.unseen");
        Files.setLastModifiedTime(folder.resolve("nvse.log"), FileTime.fromMillis(0));
        assertThat(ids(check, install)).as("older than the plugin").isEmpty();
    }

    @Test
    void filesWindowsBlocksAreNamedAndUnblocked() throws IOException {
        Install install = install(TestExecutable.game());
        write("nvse_1_4.dll", "x");
        Set<Path> blocked = new HashSet<>(Set.of(folder.resolve("nvse_1_4.dll")));
        FileMarks marks = new FileMarks() {
            @Override
            public boolean fromInternet(Path file) {
                return blocked.contains(file);
            }

            @Override
            public void clear(Path file) {
                blocked.remove(file);
            }
        };
        MarkOfTheWebCheck check = new MarkOfTheWebCheck(marks);

        assertThat(check.check(install)).singleElement().satisfies(finding -> {
            assertThat(finding.fix()).contains(Fix.UNBLOCK_FILES);
            assertThat(finding.arguments()).containsExactly("nvse_1_4.dll");
        });
        for (Path file : check.marked(install)) {
            marks.clear(file);
        }
        assertThat(check.check(install)).isEmpty();
    }

    @Test
    void aCheckThatFailsDoesNotStopTheOthers() throws IOException {
        HealthCheck broken = new HealthCheck() {
            @Override
            public String id() {
                return "broken";
            }

            @Override
            public List<Finding> check(Install install) throws IOException {
                throw new IOException("no such luck");
            }
        };

        List<Finding> findings = new Examination(List.of(broken, new GameVersionCheck()))
                .examine(install(TestExecutable.game()));

        assertThat(findings).extracting(Finding::id).containsExactly("unchecked", "game.plain");
        assertThat(findings.getFirst().arguments()).containsExactly("broken", "no such luck");
    }
}
