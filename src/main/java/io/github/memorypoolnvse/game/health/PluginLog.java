package io.github.memorypoolnvse.game.health;

import io.github.memorypoolnvse.format.TextDecoding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What MemoryPoolNVSE.log of the game's last start says that only a running game can know. The log outlives the game,
 * however it ended.
 *
 * @param started      when the game started, as the log spells it: the date and the time to the minute, local
 * @param addressSpace megabytes the system let the game address
 * @param written      when the log was last written to
 */
record PluginLog(String started, long addressSpace, FileTime written) {

    private static final Pattern LINE = Pattern.compile(
            "^(\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d)[^ ]* {1,8}[A-Z]{1,8} {1,8}Address space: (\\d{1,9}) MB$");
    private static final long MAX_BYTES = 32L << 20;

    /** The newest of some logs that tells it; one that is missing or says nothing is passed over. */
    static Optional<PluginLog> newest(List<Path> files) throws IOException {
        Optional<PluginLog> newest = Optional.empty();
        for (Path file : files) {
            if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
                continue;
            }
            FileTime written = Files.getLastModifiedTime(file);
            if (newest.isEmpty() || written.compareTo(newest.get().written) > 0) {
                Optional<PluginLog> known = newest;
                newest = parse(TextDecoding.decode(Files.readAllBytes(file)), written).or(() -> known);
            }
        }
        return newest;
    }

    /** What one log says. */
    static Optional<PluginLog> parse(String log, FileTime written) {
        return log.lines()
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .findFirst()
                .map(line -> new PluginLog(line.group(1), Long.parseLong(line.group(2)), written));
    }

    /** True when the game had clearly more than the 2 GB of an executable without the large-address flag. */
    boolean large() {
        return addressSpace > 2304;
    }

    /** The limit as people say it: 2 GB, 3 GB, 4 GB. */
    String limit() {
        return (addressSpace + 512) / 1024 + " GB";
    }
}
