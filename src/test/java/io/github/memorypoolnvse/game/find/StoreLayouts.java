package io.github.memorypoolnvse.game.find;

import io.github.memorypoolnvse.Samples;
import io.github.memorypoolnvse.format.TestExecutable;
import io.github.memorypoolnvse.platform.FakeRegistry;
import io.github.memorypoolnvse.platform.Host;
import io.github.memorypoolnvse.platform.KnownFolders;
import io.github.memorypoolnvse.platform.Registry.Hive;
import io.github.memorypoolnvse.platform.Registry.View;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A machine that has the game from every store and program of its platform at once, in folders of the test. */
public final class StoreLayouts {

    private static final String MANIFEST = "steam/appmanifest-2025.acf";
    private static final String UNINSTALL = "Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\";

    public final Path root;
    public final Path home;
    public final Host host;
    public final FakeRegistry registry = new FakeRegistry();
    public final Map<String, String> environment = new HashMap<>();
    public final List<Path> drives = new ArrayList<>();
    public final List<Copy> copies = new ArrayList<>();

    /**
     * A copy of the game that lies there.
     *
     * @param badge what a person is told it is: whose copy, and what runs it
     */
    public record Copy(Path folder, String badge) {
    }

    private StoreLayouts(Path folder, Host host) throws IOException {
        this.root = folder.toRealPath();
        this.home = Files.createDirectories(root.resolve("home"));
        this.host = host;
    }

    /** Everything of a platform, laid out below a folder. */
    public static StoreLayouts of(Host host, Path folder) throws IOException {
        StoreLayouts layouts = new StoreLayouts(folder, host);
        switch (host) {
            case LINUX -> layouts.linux();
            case WINDOWS -> layouts.windows();
        }
        return layouts;
    }

    /** The folders of a user of this machine, with the list of folders chosen by hand in place. */
    public KnownFolders folders() {
        return KnownFolders.of(host, environment, home, Optional.of(root.resolve("manager")));
    }

    private void chosen(Path... folders) throws IOException {
        write(root.resolve("manager/folders.txt"), String.join("\n", List.of(folders).stream().map(Path::toString).toList()));
    }

    private Path copy(Path place, String badge) throws IOException {
        TestExecutable.game().write(place.resolve("FalloutNV.exe"));
        copies.add(new Copy(place, badge));
        return place;
    }

    private static void write(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, content, StandardCharsets.UTF_8);
    }

    private void steam(Path library, String appId, String badge) throws IOException {
        write(library.resolve("steamapps/appmanifest_" + appId + ".acf"),
                Samples.text(MANIFEST).replace("22380", appId));
        copy(library.resolve("steamapps/common/Fallout New Vegas"), badge);
    }

    private void linux() throws IOException {
        Path steam = home.resolve(".local/share/Steam");
        steam(steam, "22380", "Steam · Proton");
        Files.createDirectories(steam.resolve("steamapps/compatdata/22380/pfx"));
        Path eastern = root.resolve("disk/SteamLibrary");
        steam(eastern, "22490", "Steam");
        write(steam.resolve("config/libraryfolders.vdf"),
                "\"libraryfolders\" { \"0\" { \"path\" \"" + steam + "\" } \"1\" { \"path\" \"" + eastern + "\" } }");
        Path sandbox = home.resolve(".var/app/com.valvesoftware.Steam");
        steam(sandbox.resolve("Games"), "22380", "Steam");
        write(sandbox.resolve(".local/share/Steam/config/libraryfolders.vdf"),
                "\"libraryfolders\" { \"1\" { \"path\" \"" + home.resolve("Games") + "\" } }");
        steam(home.resolve("snap/steam/common/.local/share/Steam"), "22380", "Steam");
        heroic();
        Path epic = root.resolve("disk/Epic");
        copy(epic.resolve("Fallout New Vegas English"), "Epic Games · Wine");
        write(home.resolve(".config/legendary/installed.json"), Samples.text("heroic/legendary-installed.json")
                .replace("/home/deck/Games/Heroic/FalloutNewVegas", epic.toString()));
        write(home.resolve(".config/legendary/config.ini"), "[default]\nwine_prefix = ~/prefix\n");
        copy(home.resolve("Games/fallout-new-vegas/drive_c/GOG Games/Fallout New Vegas"), "Lutris · Wine");
        write(home.resolve(".config/lutris/games/fallout-new-vegas-1.yml"),
                Samples.text("lutris/game.yml").replace("/home/user", home.toString()));
        Path bottle = home.resolve(".local/share/bottles/bottles/Games");
        copy(home.resolve("Games/Fallout New Vegas"), "Bottles · Wine");
        copy(bottle.resolve("drive_c/Stock Game"), "Bottles · Wine");
        write(bottle.resolve("bottle.yml"), Samples.text("bottles/bottle.yml").replace("/home/user", home.toString()));
        wine();
        Path stock = copy(home.resolve("Games/Viva New Vegas/Stock Game"), "Mod Organizer 2");
        write(home.resolve("Games/Viva New Vegas/ModOrganizer.ini"), organizer("TTW",
                "@ByteArray(Z:" + stock.toString().replace("/", "\\\\") + ")"));
        Path byHand = copy(root.resolve("by hand"), "Folder");
        chosen(byHand, home.resolve("Games/Viva New Vegas"));
    }

    private void heroic() throws IOException {
        Path heroic = home.resolve(".config/heroic");
        copy(home.resolve("Games/Heroic/Fallout New Vegas"), "GOG · Proton");
        write(heroic.resolve("gog_store/installed.json"),
                Samples.text("heroic/gog-installed.json").replace("/home/deck", home.toString()));
        write(heroic.resolve("GamesConfig/1454587428.json"),
                Samples.text("heroic/game-proton.json").replace("/home/deck", home.toString()));
        Path flatpak = home.resolve(".var/app/com.heroicgameslauncher.hgl/config/heroic");
        copy(home.resolve("Games/Heroic/FalloutNewVegas/Fallout New Vegas English"), "Epic Games · Wine");
        write(flatpak.resolve("legendaryConfig/legendary/installed.json"),
                Samples.text("heroic/legendary-installed.json").replace("/home/deck", home.toString()));
        write(flatpak.resolve("GamesConfig/5daeb974a22a435988892319b3a4f476.json"),
                Samples.text("heroic/game-wine.json").replace("/home/deck", home.toString()));
    }

    private void wine() throws IOException {
        Path prefix = home.resolve(".wine");
        copy(prefix.resolve("drive_c/GOG Games/Fallout New Vegas"), "GOG · Wine");
        write(prefix.resolve("system.reg"), Samples.text("wine/system.reg"));
        copy(prefix.resolve("drive_c/Program Files/Epic Games/FalloutNewVegas"), "Epic Games · Wine");
        write(prefix.resolve("drive_c/ProgramData/Epic/EpicGamesLauncher/Data/Manifests/1.item"),
                Samples.text("epic/game-empty-main.item"));
        Path stock = copy(prefix.resolve("drive_c/Modding/Stock Game"), "Mod Organizer 2");
        write(prefix.resolve("drive_c/users/user/AppData/Local/ModOrganizer/New Vegas/ModOrganizer.ini"),
                organizer("New Vegas", "@ByteArray(C:\\\\Modding\\\\" + stock.getFileName() + ")"));
    }

    private static String organizer(String game, String path) {
        return "[General]\r\ngameName=" + game + "\r\ngamePath=" + path + "\r\n";
    }

    private void windows() throws IOException {
        Path steam = root.resolve("Steam");
        registry.put(Hive.CURRENT_USER, View.BITS_64, "Software\\Valve\\Steam", "SteamPath", steam.toString());
        steam(steam, "22380", "Steam");
        registry.put(Hive.LOCAL_MACHINE, View.BITS_64, UNINSTALL + "Steam App 22490", "InstallLocation",
                copy(root.resolve("forgotten by Steam"), "Steam").toString());
        registry.put(Hive.LOCAL_MACHINE, View.BITS_32, "Software\\GOG.com\\Games\\1454587428", "path",
                copy(root.resolve("GOG Games/Fallout New Vegas"), "GOG").toString());
        registry.put(Hive.LOCAL_MACHINE, View.BITS_32, UNINSTALL + "1454587428_is1", "InstallLocation",
                copy(root.resolve("offline/Fallout New Vegas"), "GOG").toString());
        Path epic = root.resolve("Epic Games/FalloutNewVegas");
        copy(epic.resolve("Fallout New Vegas English"), "Epic Games");
        copy(epic.resolve("Fallout New Vegas German"), "Epic Games");
        environment.put("ProgramData", root.resolve("ProgramData").toString());
        write(root.resolve("ProgramData/Epic/EpicGamesLauncher/Data/Manifests/0123.item"),
                Samples.text("epic/game.item").replace(
                        "C:\\\\Program Files\\\\Epic Games\\\\FalloutNewVegas\"", epic + "\""));
        Path drive = root.resolve("drive");
        copy(drive.resolve("Program Files/ModifiableWindowsApps/Fallout- New Vegas Ultimate Edition (PC)/Content/"
                + "Fallout New Vegas English"), "Xbox");
        drives.add(drive);
        registry.put(Hive.LOCAL_MACHINE, View.BITS_64, "Software\\Bethesda Softworks\\FalloutNV", "Installed Path",
                copy(root.resolve("retail"), "Bethesda").toString());
        write(home.resolve("AppData/Local/ModOrganizer/New Vegas/ModOrganizer.ini"),
                organizer("New Vegas", "@ByteArray(" + copy(root.resolve("stock"), "Mod Organizer 2") + ")"));
        write(home.resolve("AppData/Roaming/Vortex/temp/state_backups_full/startup.json"),
                Samples.text("vortex/startup.json").replace("D:\\\\SteamLibrary\\\\steamapps\\\\common\\\\Fallout New Vegas",
                        copy(root.resolve("told Vortex"), "Vortex").toString()));
        chosen(copy(root.resolve("by hand"), "Folder"));
    }
}
