package io.github.memorypoolnvse.bench;

import io.github.memorypoolnvse.ManagerContext;
import io.github.memorypoolnvse.deploy.DeployTarget;
import io.github.memorypoolnvse.deploy.VerifiedFile;
import io.github.memorypoolnvse.format.TestExecutable;
import io.github.memorypoolnvse.game.Install;
import io.github.memorypoolnvse.game.InstallInspector;
import io.github.memorypoolnvse.game.find.Finders;
import io.github.memorypoolnvse.game.find.InstallDetector;
import io.github.memorypoolnvse.platform.Host;
import io.github.memorypoolnvse.platform.KnownFolders;
import io.github.memorypoolnvse.platform.LivePlatform;
import io.github.memorypoolnvse.platform.Programs;
import io.github.memorypoolnvse.platform.Registry;
import io.github.memorypoolnvse.plugin.Payload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How long it takes to find the game in the last of eight Steam libraries, every other source looked at too, and to
 * install the plugin forced to the disk and verified. Nothing is warmed up: one round in a fresh JVM, detection first. Arguments:
 * an empty folder on a real disk, and the JSON file to write.
 */
public final class InstallBench {

    private static final int LIBRARIES = 8;
    private static final int GAMES_A_LIBRARY = 60;
    private static final int EXECUTABLE_BYTES = 16_549_704;

    private InstallBench() {
    }

    public static void main(String[] arguments) throws IOException {
        Path home = Path.of(arguments[0]).toRealPath();
        Path game = layOut(home);
        KnownFolders folders = KnownFolders.of(Host.LINUX, Map.of(), home, Optional.empty());

        long start = System.nanoTime();
        List<Install> found = new InstallDetector(Finders.of(Host.LINUX, folders, Registry.empty(), Map.of(), List.of(),
                List::of), new InstallInspector()).detect().installs();
        double detect = since(start);
        require(found.size() == 1 && found.getFirst().folder().equals(game), "one install: " + found);

        start = System.nanoTime();
        ManagerContext manager = ManagerContext.of(Host.LINUX, folders, Map.of(), Locale.ENGLISH, Payload.bundled(),
                LivePlatform.current(), Programs.ofThisMachine());
        List<Install> installs = manager.detector().detect().installs();
        double manage = since(start);
        require(installs.equals(found), "the same install: " + installs);

        start = System.nanoTime();
        int findings = manager.examination().examine(installs.getFirst()).size();
        double health = since(start);

        DeployTarget target = new DeployTarget.GameFolder(installs.getFirst());
        start = System.nanoTime();
        manager.deployment().apply(target, manager.deployment().planInstall(target, manager.presets().recommended()));
        List<VerifiedFile> verified = manager.deployment().verify(target);
        double install = since(start);
        require(verified.size() == 5 && verified.stream().allMatch(VerifiedFile::intact), "intact: " + verified);

        start = System.nanoTime();
        manager.deployment().apply(target, manager.deployment().planUninstall(target));
        double uninstall = since(start);
        require(Files.notExists(game.resolve("Data")), "the folder as it was");

        Files.writeString(Path.of(arguments[1]), """
                {
                  "detect_s": %.4f,
                  "install_s": %.4f,
                  "uninstall_s": %.4f,
                  "health_s": %.4f,
                  "start_and_detect_s": %.4f,
                  "libraries": %d,
                  "manifests": %d,
                  "findings": %d
                }
                """.formatted(detect, install, uninstall, health, manage, LIBRARIES, LIBRARIES * GAMES_A_LIBRARY, findings));
    }

    private static Path layOut(Path home) throws IOException {
        StringBuilder list = new StringBuilder("\"libraryfolders\"\n{\n");
        Path steam = Files.createDirectories(home.resolve(".local/share/Steam/config"));
        Path library = steam;
        for (int number = 0; number < LIBRARIES; number++) {
            library = home.resolve("library" + number);
            list.append("\t\"%d\"\n\t{\n\t\t\"path\"\t\t\"%s\"\n\t\t\"label\"\t\t\"\"\n\t\t\"apps\"\n\t\t{\n"
                    .formatted(number, library));
            for (int app = 0; app < GAMES_A_LIBRARY; app++) {
                int id = 100_000 + number * 1000 + app;
                list.append("\t\t\t\"%d\"\t\t\"1234567890\"\n".formatted(id));
                manifest(library, id, "Game " + id);
                Files.createDirectories(library.resolve("steamapps/common/Game " + id));
            }
            list.append("\t\t}\n\t}\n");
        }
        Files.writeString(steam.resolve("libraryfolders.vdf"), list.append("}\n"), StandardCharsets.UTF_8);
        manifest(library, 22380, "Fallout New Vegas");
        Path game = Files.createDirectories(library.resolve("steamapps/common/Fallout New Vegas"));
        Files.write(game.resolve("FalloutNV.exe"),
                Arrays.copyOf(TestExecutable.game().section(".bind").bytes(), EXECUTABLE_BYTES));
        for (String name : List.of("nvse_1_4.dll", "nvse_steam_loader.dll", "nvse_loader.exe")) {
            TestExecutable.nvse(6, 4, 8).write(game.resolve(name));
        }
        return game;
    }

    private static void manifest(Path library, int id, String folder) throws IOException {
        Path file = library.resolve("steamapps/appmanifest_" + id + ".acf");
        Files.createDirectories(file.getParent());
        Files.writeString(file, """
                "AppState"
                {
                	"appid"		"%d"
                	"name"		"%s"
                	"StateFlags"		"4"
                	"installdir"		"%s"
                	"LastUpdated"		"1752570979"
                }
                """.formatted(id, folder, folder));
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static void require(boolean held, String what) {
        if (!held) {
            throw new IllegalStateException("expected " + what);
        }
    }
}
