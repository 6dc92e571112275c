package io.github.memorypoolnvse.cli.practice;

import java.nio.file.Path;

/**
 * Where the practice game and its results are; the scripts say so by system properties.
 *
 * @param builtGame  the practice game as built
 * @param winePrefix the Wine prefix it runs in
 * @param output     folder of results
 * @param packaged   whether this program came as a package, which holds no practice game
 */
public record PracticePlaces(Path builtGame, Path winePrefix, Path output, boolean packaged) {

    /** As {@code memorypool.practice}, {@code memorypool.wineprefix} and {@code memorypool.output} say. */
    public static PracticePlaces ofThisBuild() {
        return new PracticePlaces(place("memorypool.practice", "target/native/practice/game"),
                place("memorypool.wineprefix", "target/wine32"), place("memorypool.output", "target/run"),
                System.getProperty("jpackage.app-path") != null);
    }

    private static Path place(String property, String otherwise) {
        return Path.of(System.getProperty(property, otherwise)).toAbsolutePath();
    }

    /** The dashboard's picture. */
    public Path picture() {
        return output.resolve("dashboard.png");
    }

    /** The results as JSON. */
    public Path summary() {
        return output.resolve("summary.json");
    }
}
