package io.github.memorypoolnvse.game.find;

import io.github.memorypoolnvse.Fuzz;
import io.github.memorypoolnvse.Samples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.JacksonException;

class SourcesFuzzTest {

    /** Takes everything; a finder need only come back. */
    private static final InstallFinder.Findings NOBODY = new InstallFinder.Findings() {
        @Override
        public void candidate(Candidate candidate) {
            candidate.folder();
        }

        @Override
        public void problem(String key, Object... arguments) {
            key.length();
        }
    };

    @TempDir
    private Path folder;

    /** Runs a finder over a file that holds each input. */
    private void feed(InstallFinder finder, String file, String... samples) throws IOException {
        Path place = folder.resolve(file);
        Files.createDirectories(place.getParent());
        List<byte[]> seeds = new ArrayList<>();
        for (String sample : samples) {
            seeds.add(Samples.bytes(sample));
        }
        Fuzz.feedFiles(input -> {
            Files.write(place, input);
            finder.find(NOBODY);
        }, Set.of(), seeds);
    }

    @Test
    void epicsManifests() throws IOException {
        Fuzz.feed(EpicManifests::parse, Set.of(JacksonException.class), List.of(Samples.bytes("epic/game.item"),
                Samples.bytes("epic/game-empty-main.item"), Samples.bytes("epic/add-on.item")));
    }

    @Test
    void theOrganizersInstances() throws IOException {
        Fuzz.feed(input -> OrganizerInstance.parse(input).map(OrganizerInstance::managesTheGame), Set.of(),
                List.of(Samples.bytes("organizer/global.ini"), Samples.bytes("organizer/portable.ini")));
    }

    @Test
    void theOrganizersFolders() throws IOException {
        feed(new OrganizerFinder(List.of(), List.of(folder)), "ModOrganizer.ini", "organizer/global.ini",
                "organizer/portable.ini", "organizer/other-game.ini");
    }

    @Test
    void theOrganizersModFolders() throws IOException {
        Path place = folder.resolve("ModOrganizer.ini");
        OrganizerFinder finder = new OrganizerFinder(List.of(), List.of(folder));
        String ini = "[General]\ngameName=New Vegas\ngamePath=%s\n[Settings]\nbase_directory=%s\nmod_directory=%s\n";
        List<byte[]> seeds = List.of(
                ini.formatted(folder, folder, "%BASE_DIR%/mods").getBytes(StandardCharsets.UTF_8),
                ini.formatted(folder, "Z:\\\\games", "@ByteArray(Z:\\\\mods)").getBytes(StandardCharsets.UTF_8));
        Fuzz.feedFiles(input -> {
            Files.write(place, input);
            finder.modFolders(folder);
        }, Set.of(), seeds);
    }

    @Test
    void vortexsState() throws IOException {
        Fuzz.feed(VortexFinder::parse, Set.of(JacksonException.class), List.of(Samples.bytes("vortex/startup.json")));
    }

    @Test
    void vortexsCopies() throws IOException {
        feed(new VortexFinder(List.of(folder)), "temp/state_backups_full/startup.json", "vortex/startup.json");
    }

    @Test
    void steamsLibraries() throws IOException {
        feed(new SteamFinder(SteamRoot.onLinux(folder, folder, Map.of()), folder),
                ".local/share/Steam/config/libraryfolders.vdf", "steam/libraryfolders-2020.vdf",
                "steam/libraryfolders-2021.vdf", "steam/libraryfolders-2022.vdf",
                "steam/libraryfolders-2025-linux.vdf");
    }

    @Test
    void steamsManifests() throws IOException {
        feed(new SteamFinder(SteamRoot.onLinux(folder, folder, Map.of()), folder),
                ".local/share/Steam/steamapps/appmanifest_22380.acf", "steam/appmanifest-2012.acf",
                "steam/appmanifest-2025.acf");
    }

    @Test
    void heroicsGogList() throws IOException {
        feed(new HeroicFinder(List.of(folder)), "gog_store/installed.json", "heroic/gog-installed.json");
    }

    @Test
    void heroicsEpicList() throws IOException {
        feed(new HeroicFinder(List.of(folder)), "legendaryConfig/legendary/installed.json",
                "heroic/legendary-installed.json");
    }

    @Test
    void legendarysList() throws IOException {
        feed(new LegendaryFinder(List.of(folder), folder), "installed.json", "heroic/legendary-installed.json");
    }

    @Test
    void legendarysSettings() throws IOException {
        Files.writeString(folder.resolve("installed.json"), Samples.text("heroic/legendary-installed.json")
                .replace("/home/deck/Games/Heroic/FalloutNewVegas", folder.toString()));
        Path place = folder.resolve("config.ini");
        Fuzz.feedFiles(input -> {
            Files.write(place, input);
            new LegendaryFinder(List.of(folder), folder).find(NOBODY);
        }, Set.of(), List.of("[default]\nwine_prefix = ~/x\n[default.env]\nSTEAM_COMPAT_DATA_PATH=/a\n"
                .getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void heroicsSettingsOfAGame() throws IOException {
        Path list = folder.resolve("gog_store/installed.json");
        Files.createDirectories(list.getParent());
        Files.writeString(list, "{\"installed\":[{\"appName\":\"1454587428\",\"install_path\":\"%s\"}]}"
                .formatted(folder));
        feed(new HeroicFinder(List.of(folder)), "GamesConfig/1454587428.json", "heroic/game-proton.json",
                "heroic/game-wine.json");
    }

    @Test
    void lutrissGames() throws IOException {
        feed(new LutrisFinder(List.of(folder), folder), "games/fallout-new-vegas.yml", "lutris/game.yml",
                "lutris/game-relative.yml");
    }

    @Test
    void bottles() throws IOException {
        feed(new BottlesFinder(List.of(folder)), "games/bottle.yml", "bottles/bottle.yml");
    }

    @Test
    void registriesOfPrefixes() throws IOException {
        feed(new WinePrefixFinder(List.of(folder)), "system.reg", "wine/system.reg");
    }

    @Test
    void theXboxAppsRoot() throws IOException {
        Path place = folder.resolve(".GamingRoot");
        byte[] seed = "RGBX\1\0\0\0X\0b\0o\0x\0\0\0".getBytes(StandardCharsets.ISO_8859_1);
        Fuzz.feedFiles(input -> {
            Files.write(place, input);
            new XboxFinder(List.of(folder)).find(NOBODY);
        }, Set.of(), List.of(seed));
    }

    @Test
    void pathsOtherProgramsStored() {
        Path prefix = Path.of("/nowhere/prefix");
        Fuzz.feed(input -> {
            String text = new String(input, StandardCharsets.UTF_8);
            StoredPath.of(text);
            PrefixPath.toHost(prefix, text);
        }, Set.of(), List.of("C:\\GOG Games\\Fallout New Vegas".getBytes(StandardCharsets.UTF_8),
                "/home/user/Games".getBytes(StandardCharsets.UTF_8)));
    }
}
