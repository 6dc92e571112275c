package io.github.memorypoolnvse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.memorypoolnvse.VirtualDisplay;
import io.github.memorypoolnvse.cli.practice.PracticeGame;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The manager as a player starts it, on a display of its own, driven by the keyboard through install, play and
 * understand. A picture of every step is kept in target/journeys.
 */
@Timeout(240)
class JourneysIT {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Path PICTURES = PracticeInstall.nativeBuild().resolveSibling("journeys");

    @TempDir
    private Path temporary;

    @Test
    void installPlayUnderstand() throws Exception {
        Path game = temporary.resolve("Fallout New Vegas");
        PracticeGame.copyTo(PracticeInstall.nativeBuild().resolve("practice/game"), game);
        Path home = Files.createDirectories(temporary.resolve("home"));
        Files.writeString(home.resolve("folders.txt"), game + "\n");
        Path plugin = game.resolve("Data/NVSE/Plugins/MemoryPoolNVSE.dll");
        Path settings = game.resolve("Data/NVSE/Plugins/MemoryPoolNVSE.ini");
        try (VirtualDisplay display = VirtualDisplay.start(temporary.resolve("pixels"), 1280, 800, List.of());
                Pilot pilot = new Pilot(display, home, game)) {
            pilot.awaitWords("Install");
            // The plan stands there once the page is ready for its keys.
            pilot.awaitWords("MemoryPoolNVSE.dll");
            pilot.picture("1-found");
            assertThat(plugin).doesNotExist();

            pilot.keysUntil("CONTROL I", "Launch");
            pilot.picture("2-installed");
            assertThat(plugin).exists();

            String before = Files.readString(settings);
            assertThat(pilot.say("tab combo-box")).isEqualTo("there");
            pilot.keys("DOWN");
            pilot.awaitWords("Apply the preset");
            pilot.picture("3-preset-chosen");
            pilot.keysUntil("CONTROL I", "Launch");
            assertThat(Files.readString(settings)).isNotEqualTo(before);

            pilot.keysUntil("CONTROL L", "Attached");
            pilot.keysUntil("CONTROL DIGIT2", "Allocations per second");
            pilot.awaitWords("Allocations per second");
            Thread.sleep(4000);
            pilot.picture("4-playing");

            pilot.awaitWords("The game has ended");
            pilot.picture("5-ended");
            pilot.keys("CONTROL DIGIT3");
            pilot.awaitWords("Aggressive");
            pilot.awaitWords("Allocations per second");
            Thread.sleep(1000);
            pilot.picture("6-understand");
            assertThat(Files.list(home.resolve("sessions"))).isNotEmpty();
        }
    }

    /**
     * The plugin is in place and the game, started by its player, writes where nobody owns anything. What was recorded
     * until then is there at once, after the manager was closed and opened again too, and says how it ended.
     */
    @Test
    void theGameCrashesAndItsSessionTellsOfIt() throws Exception {
        PracticeInstall install = PracticeInstall.in(temporary.resolve("Fallout New Vegas"));
        Path home = Files.createDirectories(temporary.resolve("home"));
        Files.writeString(home.resolve("folders.txt"), install.folder() + "\n");
        try (VirtualDisplay display = VirtualDisplay.start(temporary.resolve("pixels"), 1280, 800, List.of())) {
            try (Pilot pilot = new Pilot(display, home, install.folder())) {
                pilot.awaitWords("installed.json");
                pilot.keysUntil("CONTROL I", "Launch");
                pilot.keysUntil("CONTROL DIGIT2", "The game is not running");
                pilot.picture("crash-1-before");
                try (PracticeGame game = install.start("--frames", "100000", "--scale", "0.3", "--fault", "crash",
                        "--fault-frame", "480")) {
                    pilot.awaitWords("Attached");
                    pilot.picture("crash-2-playing");
                    assertThat(game.awaitEnd(PATIENCE)).as("the game is gone").isTrue();
                    assertThat(game.hasTruth()).as("it said good-bye").isFalse();
                }
                pilot.awaitWords("The game has ended");
                pilot.picture("crash-3-ended");
                tellsOfTheCrash(pilot, "crash-4-understand");

                pilot.keysUntil("CONTROL DIGIT1", "had 2 GB of address space");
                pilot.picture("crash-5-health");
            }
            try (Pilot pilot = new Pilot(display, home, install.folder())) {
                pilot.awaitWords("Launch");
                tellsOfTheCrash(pilot, "crash-6-reopened");
            }
        }
    }

    private static void tellsOfTheCrash(Pilot pilot, String picture) throws Exception {
        pilot.keysUntil("CONTROL DIGIT3", "Allocations per second");
        pilot.awaitWords("crashed");
        Thread.sleep(1000);
        pilot.picture(picture);
    }

    /** The manager's process and the one who presses its keys. */
    private static final class Pilot implements AutoCloseable {

        private final VirtualDisplay display;
        private final Process manager;
        private final BufferedReader answers;
        private final PrintWriter commands;

        Pilot(VirtualDisplay display, Path home, Path game) throws IOException {
            this.display = display;
            ProcessBuilder builder = new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--enable-native-access=ALL-UNNAMED", "-Dprism.order=sw", "-Duser.language=en", "-Xmx256m",
                    "-Duser.home=" + home,
                    "-Dmemorypool.wineprefix=" + PracticeInstall.winePrefix(),
                    "-cp", System.getProperty("java.class.path"), JourneyPilot.class.getName(), home.toString(), game.toString())
                    .redirectError(home.resolveSibling("manager.txt").toFile());
            builder.environment().put("DISPLAY", display.name());
            manager = builder.start();
            answers = manager.inputReader(StandardCharsets.UTF_8);
            commands = new PrintWriter(manager.outputWriter(StandardCharsets.UTF_8), true);
        }

        String say(String command) throws IOException {
            commands.println(command);
            for (String line = answers.readLine(); line != null; line = answers.readLine()) {
                if (line.startsWith("> ")) {
                    return line.substring(2);
                }
            }
            throw new IOException("the manager ended");
        }

        void keys(String keys) throws IOException {
            assertThat(say("keys " + keys)).isEqualTo("pressed");
        }

        /** Presses keys again when nothing came of them: a page that works takes none. */
        void keysUntil(String keys, String words) throws IOException, InterruptedException {
            for (int presses = 1; presses <= 3; presses++) {
                keys(keys);
                long end = System.nanoTime() + ANSWER.toNanos();
                while (System.nanoTime() < end) {
                    if (say("words").contains(words)) {
                        return;
                    }
                    Thread.sleep(200);
                }
            }
            awaitWords(words);
        }

        void awaitWords(String words) throws IOException, InterruptedException {
            long end = System.nanoTime() + PATIENCE.toNanos();
            String read = say("words");
            while (!read.contains(words) && System.nanoTime() < end) {
                Thread.sleep(200);
                read = say("words");
            }
            if (!read.contains(words)) {
                picture("stuck");
            }
            assertThat(read).contains(words);
        }

        void picture(String name) throws IOException, InterruptedException {
            Thread.sleep(400);
            display.picture(PICTURES.resolve(name + ".png"));
        }

        @Override
        public void close() {
            manager.destroy();
        }
    }
}
