package io.github.memorypoolnvse.game.find;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.memorypoolnvse.Samples;
import io.github.memorypoolnvse.format.TestExecutable;
import io.github.memorypoolnvse.game.Install;
import io.github.memorypoolnvse.game.InstallInspector;
import io.github.memorypoolnvse.game.Store;
import io.github.memorypoolnvse.game.Variant;
import io.github.memorypoolnvse.game.WinePrefix;
import io.github.memorypoolnvse.platform.FakeRegistry;
import io.github.memorypoolnvse.platform.Host;
import io.github.memorypoolnvse.platform.KnownFolders;
import io.github.memorypoolnvse.platform.Registry;
import io.github.memorypoolnvse.platform.Registry.Hive;
import io.github.memorypoolnvse.platform.Registry.View;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every store on every platform, laid out as it lies on disk, found through the list of all finders. */
class FindersTest {

    @TempDir
    private Path folder;
    private Path home;
    private final Map<String, String> environment = new HashMap<>();
    private final FakeRegistry registry = new FakeRegistry();
    private final List<Path> chosen = new ArrayList<>();
    private final List<Path> drives = new ArrayList<>();

    @BeforeEach
    void makeHome() throws IOException {
        home = Files.createDirectories(folder.resolve("home")).toRealPath();
        folder = folder.toRealPath();
    }

    private Detection detect(Host host) {
        KnownFolders folders = KnownFolders.of(host, environment, home, Optional.empty());
        return new InstallDetector(Finders.of(host, folders, registry, environment, drives, () -> chosen),
                new InstallInspector()).detect();
    }

    private Install only(Host host) {
        Detection detection = detect(host);
        assertThat(detection.installs()).as("%s", detection.problems()).hasSize(1);
        return detection.installs().getFirst();
    }

    private Path game(Path place) throws IOException {
        TestExecutable.game().write(place.resolve("FalloutNV.exe"));
        return place;
    }

    private void write(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, content, StandardCharsets.UTF_8);
    }

    private Path steamGame(Path library, String appId, String manifest) throws IOException {
        write(library.resolve("steamapps/appmanifest_" + appId + ".acf"), manifest);
        return game(library.resolve("steamapps/common/Fallout New Vegas"));
    }

    @Test
    void steamOfLinuxWithALibraryOnAnotherDiskAndItsPrefixOnAThird() throws IOException {
        Path steam = home.resolve(".local/share/Steam");
        Path games = folder.resolve("games");
        Path prefixes = folder.resolve("prefixes");
        Path game = steamGame(games, "22380", Samples.text("steam/appmanifest-2025.acf"));
        write(steam.resolve("config/libraryfolders.vdf"), Samples.text("steam/libraryfolders-2025-linux.vdf")
                .replace("/home/user/.steam/debian-installation", prefixes.toString())
                .replace("/mnt/localzfs/tank0/data/steamGames", games.toString()));
        for (Path library : List.of(games, prefixes)) {
            Files.createDirectories(library.resolve("steamapps/compatdata/22380/pfx"));
            Files.createFile(library.resolve("steamapps/compatdata/22380/pfx.lock"));
        }
        Files.setLastModifiedTime(games.resolve("steamapps/compatdata/22380/pfx.lock"), FileTime.fromMillis(1000));

        Install install = only(Host.LINUX);

        assertThat(install.folder()).isEqualTo(game);
        assertThat(install.store()).isEqualTo(Store.STEAM);
        assertThat(install.storeId()).contains("22380");
        assertThat(install.prefix()).contains(new WinePrefix(
                prefixes.resolve("steamapps/compatdata/22380/pfx"), WinePrefix.Runner.PROTON));
    }

    @Test
    void steamsOldListAndOldManifest() throws IOException {
        Path steam = home.resolve(".steam/steam");
        Path library = folder.resolve("library");
        Path game = steamGame(library, "22380", Samples.text("steam/appmanifest-2012.acf"));
        write(steam.resolve("steamapps/libraryfolders.vdf"), Samples.text("steam/libraryfolders-2020.vdf")
                .replace("E:\\\\SteamLibrary", library.toString()));

        assertThat(only(Host.LINUX).folder()).isEqualTo(game);
    }

    @Test
    void steamsListOf2021HasObjectsAndNoBaseFolder() throws IOException {
        Path steam = home.resolve(".local/share/Steam");
        Path library = folder.resolve("library");
        Path game = steamGame(library, "22380", Samples.text("steam/appmanifest-2025.acf"));
        write(steam.resolve("config/libraryfolders.vdf"), Samples.text("steam/libraryfolders-2021.vdf")
                .replace("D:\\\\Games\\\\Steam", library.toString()));

        assertThat(only(Host.LINUX).folder()).isEqualTo(game);
    }

    @Test
    void theEasternEuropeanEditionOfSteam() throws IOException {
        Path game = steamGame(home.resolve(".local/share/Steam"), "22490",
                Samples.text("steam/appmanifest-2025.acf").replace("22380", "22490"));

        Install install = only(Host.LINUX);

        assertThat(install.folder()).isEqualTo(game);
        assertThat(install.storeId()).contains("22490");
    }

    @Test
    void theFlatpakOfSteamSpellsItsFoldersAsInsideItsSandbox() throws IOException {
        Path sandbox = home.resolve(".var/app/com.valvesoftware.Steam");
        Path inside = sandbox.resolve("Games");
        Path game = steamGame(inside, "22380", Samples.text("steam/appmanifest-2025.acf"));
        write(sandbox.resolve(".local/share/Steam/config/libraryfolders.vdf"),
                "\"libraryfolders\" { \"1\" { \"path\" \"" + home.resolve("Games") + "\" } }");

        assertThat(only(Host.LINUX).folder()).isEqualTo(game);
    }

    @Test
    void theSnapOfSteam() throws IOException {
        Path game = steamGame(home.resolve("snap/steam/common/.local/share/Steam"), "22380",
                Samples.text("steam/appmanifest-2025.acf"));

        assertThat(only(Host.LINUX).folder()).isEqualTo(game);
    }

    @Test
    void severalSteamsAreAllListedAndOneReachedTwiceOnlyOnce() throws IOException {
        Path steam = home.resolve(".local/share/Steam");
        steamGame(steam, "22380", Samples.text("steam/appmanifest-2025.acf"));
        Files.createDirectories(home.resolve(".steam"));
        Files.createSymbolicLink(home.resolve(".steam/steam"), steam);
        Files.createSymbolicLink(home.resolve(".steam/root"), steam);
        steamGame(home.resolve("snap/steam/common/.local/share/Steam"), "22380",
                Samples.text("steam/appmanifest-2025.acf"));

        assertThat(detect(Host.LINUX).installs()).hasSize(2);
    }

    @Test
    void steamsFoldersInAnyCaseAndAnAbsoluteFolderInTheManifest() throws IOException {
        Path steam = home.resolve(".local/share/Steam");
        Path game = game(folder.resolve("elsewhere"));
        write(steam.resolve("SteamApps/AppManifest_22380.acf"),
                "\"AppState\" { \"installdir\" \"" + game + "\" \"StateFlags\" \"6\" }");

        assertThat(only(Host.LINUX).folder()).isEqualTo(game);
    }

    @Test
    void steamsUninstalledAndDamagedEntriesDoNotHideTheRest() throws IOException {
        Path steam = home.resolve(".local/share/Steam");
        steamGame(steam, "22380", Samples.text("steam/appmanifest-2025.acf").replace("\"StateFlags\"\t\t\"4\"",
                "\"StateFlags\"\t\t\"1\""));
        Files.write(steam.resolve("steamapps/appmanifest_22490.acf"), new byte[0]);
        write(steam.resolve("config/libraryfolders.vdf"), "\"libraryfolders\" { \"1\" { \"path\" \"/gone\" ");

        Detection detection = detect(Host.LINUX);

        assertThat(detection.installs()).isEmpty();
        assertThat(detection.problems()).extracting(Detection.Problem::key)
                .containsExactlyInAnyOrder("file", "steamManifest");
    }

    @Test
    void steamOfWindowsByItsKeyOrByTheUninstaller() throws IOException {
        Path steam = folder.resolve("Steam");
        Path game = steamGame(steam, "22380", Samples.text("steam/appmanifest-2025.acf"));
        registry.put(Hive.CURRENT_USER, View.BITS_64, "Software\\Valve\\Steam", "SteamPath", steam.toString());
        Path forgotten = game(folder.resolve("forgotten"));
        registry.put(Hive.LOCAL_MACHINE, View.BITS_64,
                "Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\Steam App 22490", "InstallLocation",
                forgotten.toString());

        assertThat(detect(Host.WINDOWS).installs()).extracting(Install::folder).containsExactly(game, forgotten);
    }

    @Test
    void gogOfWindowsByTheGalaxyAndTheUninstallerIsOneInstall() throws IOException {
        Path game = game(folder.resolve("GOG Games/Fallout New Vegas"));
        registry.put(Hive.LOCAL_MACHINE, View.BITS_32, "Software\\GOG.com\\Games\\1454587428", "path", game.toString());
        registry.put(Hive.LOCAL_MACHINE, View.BITS_32,
                "Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\1454587428_is1", "InstallLocation",
                game + "/");
        registry.put(Hive.LOCAL_MACHINE, View.BITS_32, "Software\\Bethesda Softworks\\FalloutNV", "Installed Path",
                game.toString());

        Install install = only(Host.WINDOWS);

        assertThat(install.store()).isEqualTo(Store.GOG);
        assertThat(install.foundBy()).containsExactly("gog", "bethesda");
    }

    @Test
    void theLaunchersKeyInEitherView() throws IOException {
        Path game = game(folder.resolve("retail"));
        registry.put(Hive.LOCAL_MACHINE, View.BITS_64, "Software\\Bethesda Softworks\\FalloutNV", "Installed Path",
                game.toString());

        assertThat(only(Host.WINDOWS).folder()).isEqualTo(game);
    }

    @Test
    void epicOfWindowsHasAFolderALanguageAndStaleManifests() throws IOException {
        Path data = folder.resolve("ProgramData");
        Path location = folder.resolve("Epic Games/FalloutNewVegas");
        Path english = game(location.resolve("Fallout New Vegas English"));
        Path german = game(location.resolve("Fallout New Vegas German"));
        environment.put("ProgramData", data.toString());
        Path manifests = data.resolve("Epic/EpicGamesLauncher/Data/Manifests");
        write(manifests.resolve("0123.item"), here(Samples.text("epic/game.item"), location));
        write(manifests.resolve("4567.item"), Samples.text("epic/game.item"));
        write(manifests.resolve("89AB.item"), here(Samples.text("epic/add-on.item"), location));
        write(manifests.resolve("CDEF.item"), "{ \"AppName\": ");

        Detection detection = detect(Host.WINDOWS);

        assertThat(detection.installs()).extracting(Install::folder).containsExactly(english, german);
        assertThat(detection.installs()).extracting(Install::store).containsOnly(Store.EPIC);
        assertThat(detection.problems()).singleElement().extracting(Detection.Problem::key).isEqualTo("file");
    }

    private static String here(String manifest, Path location) {
        return manifest.replace("C:\\\\Program Files\\\\Epic Games\\\\FalloutNewVegas\"", location + "\"");
    }

    @Test
    void xboxIsFoundThoughNothingCanBeDoneWithIt() throws IOException {
        Path drive = folder.resolve("drive");
        Path content = drive.resolve("XboxGames/Fallout- New Vegas Ultimate Edition (PC)/Content");
        Path game = game(content.resolve("Fallout New Vegas English"));
        byte[] head = "RGBX\1\0\0\0".getBytes(StandardCharsets.US_ASCII);
        byte[] name = "XboxGames\0".getBytes(StandardCharsets.UTF_16LE);
        byte[] file = Arrays.copyOf(head, head.length + name.length);
        System.arraycopy(name, 0, file, head.length, name.length);
        Files.write(drive.resolve(".GamingRoot"), file);
        drives.add(drive);

        Install install = only(Host.WINDOWS);

        assertThat(install.folder()).isEqualTo(game);
        assertThat(install.store()).isEqualTo(Store.XBOX);
    }

    @Test
    void heroicsGogInstallUnderProton() throws IOException {
        Path game = game(home.resolve("Games/Heroic/Fallout New Vegas"));
        Path heroic = home.resolve(".config/heroic");
        write(heroic.resolve("gog_store/installed.json"), Samples.text("heroic/gog-installed.json")
                .replace("/home/deck", home.toString()));
        write(heroic.resolve("GamesConfig/1454587428.json"), Samples.text("heroic/game-proton.json")
                .replace("/home/deck", home.toString()));

        Install install = only(Host.LINUX);

        assertThat(install.folder()).isEqualTo(game);
        assertThat(install.store()).isEqualTo(Store.GOG);
        assertThat(install.prefix()).contains(new WinePrefix(
                home.resolve("Games/Heroic/Prefixes/default/Fallout New Vegas/pfx"), WinePrefix.Runner.PROTON));
    }

    @Test
    void heroicsEpicInstallUnderWineInTheFlatpak() throws IOException {
        Path game = game(home.resolve("Games/Heroic/FalloutNewVegas/Fallout New Vegas English"));
        Path heroic = home.resolve(".var/app/com.heroicgameslauncher.hgl/config/heroic");
        write(heroic.resolve("legendaryConfig/legendary/installed.json"), Samples.text("heroic/legendary-installed.json")
                .replace("/home/deck", home.toString()));
        write(heroic.resolve("GamesConfig/5daeb974a22a435988892319b3a4f476.json"),
                Samples.text("heroic/game-wine.json").replace("/home/deck", home.toString()));

        Install install = only(Host.LINUX);

        assertThat(install.folder()).isEqualTo(game);
        assertThat(install.store()).isEqualTo(Store.EPIC);
        assertThat(install.prefix()).contains(
                new WinePrefix(home.resolve("Games/Heroic/Prefixes/epic"), WinePrefix.Runner.WINE));
    }

    @Test
    void legendarysInstallInTheGamesOwnPrefixAndInThatOfAllGames() throws IOException {
        Path game = game(home.resolve("Games/Heroic/FalloutNewVegas/Fallout New Vegas English"));
        Path legendary = home.resolve(".config/legendary");
        write(legendary.resolve("installed.json"),
                Samples.text("heroic/legendary-installed.json").replace("/home/deck", home.toString()));
        assertThat(only(Host.LINUX).prefix()).isEmpty();

        write(legendary.resolve("config.ini"), "[Legendary]\nlog_level = debug\n[default]\nwine_executable = wine\n"
                + "wine_prefix = ~/prefix\n[Hoatzin.env]\nWINEPREFIX = /elsewhere\n");
        assertThat(only(Host.LINUX).prefix()).contains(
                new WinePrefix(home.resolve("prefix"), WinePrefix.Runner.WINE));
        write(legendary.resolve("config.ini"), "[default.env]\nWINEPREFIX = /elsewhere\n"
                + "[5daeb974a22a435988892319b3a4f476.env]\nSTEAM_COMPAT_DATA_PATH = " + folder.resolve("compat") + "\n");
        Install install = only(Host.LINUX);

        assertThat(install.folder()).isEqualTo(game);
        assertThat(install.store()).isEqualTo(Store.EPIC);
        assertThat(install.foundBy()).containsExactly("legendary");
        assertThat(install.prefix()).contains(
                new WinePrefix(folder.resolve("compat/pfx"), WinePrefix.Runner.PROTON));
    }

    @Test
    void anOrganizerInTheGamesOwnProtonPrefixAndOneThatCameLater() throws IOException {
        Path steam = home.resolve(".local/share/Steam");
        Path game = steamGame(steam, "22380", Samples.text("steam/appmanifest-2025.acf"));
        Path prefix = steam.resolve("steamapps/compatdata/22380/pfx");
        Path stock = game(prefix.resolve("drive_c/Modding/Stock Game"));
        write(prefix.resolve("system.reg"), "WINE REGISTRY Version 2\n");
        KnownFolders folders = KnownFolders.of(Host.LINUX, environment, home, Optional.empty());
        InstallDetector detector = new InstallDetector(
                Finders.of(Host.LINUX, folders, registry, environment, drives, () -> chosen), new InstallInspector());
        assertThat(detector.detect().installs()).extracting(Install::folder).containsExactly(game);

        write(prefix.resolve("drive_c/users/steamuser/AppData/Local/ModOrganizer/New Vegas/ModOrganizer.ini"),
                "[General]\r\ngameName=New Vegas\r\ngamePath=@ByteArray(C:\\\\Modding\\\\Stock Game)\r\n");
        Path portable = game(folder.resolve("portable/Stock Game"));
        write(folder.resolve("portable/ModOrganizer.ini"), "[General]\ngameName=TTW\ngamePath=" + portable + "\n");
        chosen.add(folder.resolve("portable/mods"));

        assertThat(detector.detect().installs()).extracting(Install::folder).containsExactly(game, stock, portable);
    }

    @Test
    void steamsUnfinishedInstallIsToldAndListedAllTheSame() throws IOException {
        Path game = steamGame(home.resolve(".local/share/Steam"), "22380",
                Samples.text("steam/appmanifest-2025.acf").replace("\"StateFlags\"\t\t\"4\"", "\"StateFlags\"\t\t\"1026\""));

        Detection detection = detect(Host.LINUX);

        assertThat(detection.installs()).extracting(Install::folder).containsExactly(game);
        assertThat(detection.problems()).containsExactly(
                new Detection.Problem("steam", "steamUnfinished", List.of(game.toString())));
    }

    @Test
    void lutrisWithWholeAndWithRelativePaths() throws IOException {
        Path prefix = home.resolve("Games/fallout-new-vegas");
        Path game = game(prefix.resolve("drive_c/GOG Games/Fallout New Vegas"));
        write(home.resolve(".config/lutris/games/fallout-new-vegas-1.yml"),
                Samples.text("lutris/game.yml").replace("/home/user", home.toString()));
        write(home.resolve(".local/share/lutris/games/fallout-new-vegas-2.yml"),
                Samples.text("lutris/game-relative.yml"));

        Install install = only(Host.LINUX);

        assertThat(install.folder()).isEqualTo(game);
        assertThat(install.prefix()).contains(new WinePrefix(prefix, WinePrefix.Runner.WINE));
    }

    @Test
    void bottlesByProgramsOfBothSpellingsAndByTheRegistryInside() throws IOException {
        Path bottle = home.resolve(".local/share/bottles/bottles/Games");
        Path outside = game(home.resolve("Games/Fallout New Vegas"));
        Path stock = game(bottle.resolve("drive_c/Stock Game"));
        Path gog = game(bottle.resolve("drive_c/GOG Games/Fallout New Vegas"));
        write(bottle.resolve("bottle.yml"), Samples.text("bottles/bottle.yml").replace("/home/user", home.toString()));
        write(bottle.resolve("system.reg"), Samples.text("wine/system.reg"));

        List<Install> installs = detect(Host.LINUX).installs();

        assertThat(installs).extracting(Install::folder).containsExactlyInAnyOrder(outside, stock, gog);
        assertThat(installs).allMatch(install -> install.prefix().orElseThrow().folder().equals(bottle));
    }

    @Test
    void aPlainWinePrefixByItsRegistryAndEpicInsideIt() throws IOException {
        Path prefix = home.resolve(".wine");
        Path gog = game(prefix.resolve("drive_c/GOG Games/Fallout New Vegas"));
        Path epic = game(prefix.resolve("drive_c/Program Files/Epic Games/FalloutNewVegas"));
        write(prefix.resolve("system.reg"), Samples.text("wine/system.reg"));
        write(prefix.resolve("drive_c/ProgramData/Epic/EpicGamesLauncher/Data/Manifests/1.item"),
                Samples.text("epic/game-empty-main.item"));

        List<Install> installs = detect(Host.LINUX).installs();

        assertThat(installs).extracting(Install::folder).containsExactly(gog, epic);
        assertThat(installs).extracting(Install::store).containsExactly(Store.GOG, Store.EPIC);
    }

    @Test
    void theOrganizersInstancesGlobalAndPortable() throws IOException {
        Path stock = game(home.resolve("Games/Viva New Vegas/Stock Game"));
        Path global = game(folder.resolve("D"));
        write(home.resolve("AppData/Local/ModOrganizer/New Vegas/ModOrganizer.ini"),
                "[General]\ngameName=New Vegas\ngamePath=@ByteArray(" + global + ")\n");
        write(home.resolve("Games/Viva New Vegas/ModOrganizer.ini"),
                "[General]\ngameName=TTW\ngamePath=" + stock + "\n");
        chosen.add(home.resolve("Games/Viva New Vegas"));

        assertThat(detect(Host.WINDOWS).installs()).extracting(Install::folder)
                .containsExactlyInAnyOrder(global, stock);
    }

    @Test
    void theModsFoldersOfAnInstall() throws IOException {
        Path game = game(folder.resolve("D"));
        Path organizers = home.resolve("AppData/Local/ModOrganizer");
        String general = "[General]\ngameName=New Vegas\ngamePath=" + game + "\n";
        write(organizers.resolve("Beside/ModOrganizer.ini"), general);
        write(organizers.resolve("Based/ModOrganizer.ini"), general + "[Settings]\nbase_directory="
                + folder.resolve("base") + "\nmod_directory=%BASE_DIR%/my mods\n");
        write(organizers.resolve("Missing/ModOrganizer.ini"), general);
        write(organizers.resolve("Other/ModOrganizer.ini"), general.replace(game.toString(), home.toString()));
        for (Path mods : List.of(organizers.resolve("Beside/mods"), organizers.resolve("Other/mods"),
                folder.resolve("base/my mods"))) {
            Files.createDirectories(mods);
        }

        assertThat(new OrganizerFinder(List.of(organizers), List.of()).modFolders(game))
                .containsExactlyInAnyOrder(organizers.resolve("Beside/mods"), folder.resolve("base/my mods"));
        OrganizerFinder finder = new OrganizerFinder(List.of(), List.of(organizers.resolve("Other"),
                organizers.resolve("Beside")));
        write(organizers.resolve("Other/ModOrganizer.exe"), "");
        assertThat(finder.program(game)).isEmpty();
        write(organizers.resolve("Beside/ModOrganizer.exe"), "");
        assertThat(finder.program(game)).contains(organizers.resolve("Beside/ModOrganizer.exe"));
    }

    @Test
    void aPortableOrganizerUnderWineSpellsDriveZ() throws IOException {
        Path stock = game(home.resolve("Games/Viva New Vegas/Stock Game"));
        String windows = "Z:" + stock.toString().replace("/", "\\\\");
        write(home.resolve("Games/Viva New Vegas/ModOrganizer.ini"),
                "[General]\r\ngameName=TTW\r\ngamePath=@ByteArray(" + windows + ")\r\n");
        chosen.add(home.resolve("Games/Viva New Vegas/ModOrganizer"));

        assertThat(only(Host.LINUX).folder()).isEqualTo(stock);
    }

    @Test
    void vortexsNewestCopyOfItsState() throws IOException {
        Path game = game(folder.resolve("game"));
        Path backups = home.resolve("AppData/Roaming/Vortex/temp/state_backups_full");
        String state = Samples.text("vortex/startup.json");
        write(backups.resolve("old.json"), state);
        Files.setLastModifiedTime(backups.resolve("old.json"), FileTime.fromMillis(0));
        write(backups.resolve("startup.json"),
                state.replace("D:\\\\SteamLibrary\\\\steamapps\\\\common\\\\Fallout New Vegas", game.toString()));

        assertThat(only(Host.WINDOWS).folder()).isEqualTo(game);
    }

    @Test
    void aChosenFolderAndThePracticeGame() throws IOException {
        Path practice = folder.resolve("practice");
        TestExecutable.game().string("ProductName", "MemoryPoolNVSE practice game")
                .write(practice.resolve("FalloutNV.exe"));
        chosen.add(practice);

        Install install = only(Host.LINUX);

        assertThat(install.store()).isEqualTo(Store.PRACTICE);
        assertThat(install.executable().variant()).isEqualTo(Variant.PRACTICE);
    }

    @Test
    void aFinderThatFailsDoesNotStopTheOthers() throws IOException {
        Path game = game(folder.resolve("game"));
        InstallFinder broken = new InstallFinder() {
            @Override
            public String id() {
                return "broken";
            }

            @Override
            public void find(Findings findings) throws IOException {
                throw new IOException("no such luck");
            }
        };
        InstallDetector detector = new InstallDetector(
                List.of(broken, new FolderFinder(() -> List.of(game))), new InstallInspector());

        Detection detection = detector.detect();

        assertThat(detection.installs()).hasSize(1);
        assertThat(detection.problems()).containsExactly(
                new Detection.Problem("broken", "source", List.of("no such luck")));
    }

    @Test
    void aPathChosenByHandMayBeTheProgramOrDataOrTheFolderAround() throws IOException {
        Path game = game(folder.resolve("Epic/Fallout New Vegas English"));
        Files.createDirectories(game.resolve("Data"));
        InstallDetector detector = new InstallDetector(List.of(), new InstallInspector());

        for (Path path : List.of(game, game.resolve("FalloutNV.exe"), game.resolve("Data"), folder.resolve("Epic"))) {
            assertThat(detector.inspect(path)).as("%s", path).map(Install::folder).contains(game);
        }
        assertThat(detector.inspect(folder)).isEmpty();
        assertThat(detector.inspect(folder.resolve("none"))).isEmpty();
    }

    @Test
    void theEmptyRegistryOfOtherSystems() {
        assertThat(Registry.empty().value(Hive.CURRENT_USER, View.BITS_32, "x", "y")).isEmpty();
        assertThat(Registry.empty().children(Hive.CURRENT_USER, View.BITS_32, "x")).isEmpty();
    }
}
