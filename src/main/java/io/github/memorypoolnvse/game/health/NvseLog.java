package io.github.memorypoolnvse.game.health;

import java.util.Locale;
import java.util.Optional;

/** What nvse.log of the last start says of one plugin (manager facts 3). */
record NvseLog(boolean loaded, String reason) {

    private static final String PLUGIN = "plugin ";
    private static final String LOADED = "loaded correctly";

    /**
     * The line about {@code library}, in the form of today's xNVSE and in that of older ones.
     *
     * @return empty when the log does not name it
     */
    static Optional<NvseLog> parse(String log, String library) {
        String wanted = library.toLowerCase(Locale.ROOT);
        return log.lines()
                .filter(line -> line.startsWith(PLUGIN) && line.toLowerCase(Locale.ROOT).contains(wanted))
                .map(NvseLog::line)
                .findFirst();
    }

    private static NvseLog line(String line) {
        int end = line.indexOf(") ");
        String reason = end < 0 ? line : line.substring(end + 2).strip();
        return new NvseLog(reason.startsWith(LOADED), reason);
    }
}
