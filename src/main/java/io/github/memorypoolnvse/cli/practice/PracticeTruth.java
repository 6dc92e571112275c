package io.github.memorypoolnvse.cli.practice;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the practice game says it did (docs/practice-game.md, "Truth"), by its own count.
 *
 * @param seconds       length of the workload
 * @param end           how it ended, "completed" when nothing went wrong
 * @param paths         counts by entry path: "engine", "crt", "scrap"
 * @param blocksChecked blocks whose bytes were read back
 * @param blocksCorrupt those that had changed
 * @param budgets       final value of each budget by the engine's name
 * @param commands      results of the script commands that were run
 */
public record PracticeTruth(double seconds, String end, Map<String, PathTruth> paths, long blocksChecked,
        long blocksCorrupt, Map<String, Long> budgets, Map<String, Double> commands) {

    /** One entry path's counts; bytes are bytes, live bytes by the entry's own Size. */
    public record PathTruth(long allocations, long frees, long reallocations, long bytesRequested, long liveBytes,
            long liveBlocks, long peakBytes) {
    }

    public PracticeTruth {
        paths = Map.copyOf(paths);
        budgets = Map.copyOf(budgets);
        commands = Map.copyOf(commands);
    }

    /** Reads the file the practice game wrote; an {@link IOException} when it is missing or damaged. */
    public static PracticeTruth read(Path file) throws IOException {
        JsonNode root;
        try {
            root = JsonMapper.shared().readTree(Files.readAllBytes(file));
        } catch (JacksonException e) {
            throw new IOException("The practice game's truth in " + file + " is damaged", e);
        }
        Map<String, PathTruth> paths = new HashMap<>();
        root.path("paths").properties().forEach(entry -> {
            JsonNode node = entry.getValue();
            paths.put(entry.getKey(), new PathTruth(node.path("allocations").asLong(), node.path("frees").asLong(),
                    node.path("reallocations").asLong(), node.path("bytesRequested").asLong(),
                    node.path("liveBytes").asLong(), node.path("liveBlocks").asLong(),
                    node.path("peakBytes").asLong()));
        });
        Map<String, Long> budgets = new HashMap<>();
        root.path("budgets").properties()
                .forEach(entry -> budgets.put(entry.getKey(), entry.getValue().path("final").asLong()));
        Map<String, Double> commands = new HashMap<>();
        root.path("commands").properties().forEach(entry -> commands.put(entry.getKey(), entry.getValue().asDouble()));
        return new PracticeTruth(root.path("seconds").asDouble(), root.path("end").asString(""), paths,
                root.path("blocksChecked").asLong(), root.path("blocksCorrupt").asLong(), budgets, commands);
    }
}
