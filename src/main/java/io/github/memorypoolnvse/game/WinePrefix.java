package io.github.memorypoolnvse.game;

import java.nio.file.Path;

/**
 * The Wine prefix an install runs in.
 *
 * @param folder holds drive_c, system.reg and user.reg
 * @param runner what runs it
 */
public record WinePrefix(Path folder, Runner runner) {

    /** Proton makes every executable large-address aware; plain Wine does not. */
    public enum Runner {
        PROTON("Proton"),
        WINE("Wine");

        private final String title;

        Runner(String title) {
            this.title = title;
        }

        /** What it calls itself. */
        public String title() {
            return title;
        }
    }
}
