package io.github.memorypoolnvse.bench;

import io.github.memorypoolnvse.VirtualDisplay;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How long the manager takes from its process's start until its first page stands on the display, seen from
 * outside: the display's own pixels are looked at, the manager runs as {@code ./run} starts it.
 */
final class ColdStart {

    /** A window without a page has a few colours; one with words and icons has far more. */
    private static final int COLOURS_OF_A_PAGE = 60;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final List<String> command;
    private final Path folder;
    private final List<String> prefix;

    /**
     * @param command starts the manager
     * @param folder an empty one
     * @param prefix a program and its options to start with; may be empty
     */
    ColdStart(List<String> command, Path folder, List<String> prefix) {
        this.command = command;
        this.folder = folder;
        this.prefix = prefix;
    }

    /** Seconds, the median of some starts, each on a display and with a manager's home of its own. */
    double median(int starts, Path picture) throws IOException, InterruptedException {
        List<Double> seconds = new ArrayList<>();
        for (int i = 0; i < starts; i++) {
            seconds.add(once(folder.resolve("start" + i), picture));
        }
        return seconds.stream().sorted().toList().get(starts / 2);
    }

    private double once(Path own, Path picture) throws IOException, InterruptedException {
        try (VirtualDisplay display = VirtualDisplay.start(own.resolve("pixels"), 1280, 800, prefix)) {
            List<String> started = new ArrayList<>(prefix);
            started.addAll(command);
            ProcessBuilder builder = new ProcessBuilder(started).redirectErrorStream(true)
                    .redirectOutput(own.resolve("output.txt").toFile());
            builder.environment().put("DISPLAY", display.name());
            long begin = System.nanoTime();
            Process manager = builder.start();
            try {
                while (display.colours(COLOURS_OF_A_PAGE) < COLOURS_OF_A_PAGE) {
                    if (!manager.isAlive() || System.nanoTime() - begin > LIMIT.toNanos()) {
                        throw new IOException("the manager showed no page; see " + own.resolve("output.txt"));
                    }
                    Thread.sleep(5);
                }
                double seconds = (System.nanoTime() - begin) / 1e9;
                Thread.sleep(300);
                display.picture(picture);
                return seconds;
            } finally {
                manager.destroy();
                manager.waitFor();
            }
        }
    }
}
