package io.github.memorypoolnvse.cli.practice;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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
 * @param threads       the same counts by thread, the main thread first
 * @param blocksChecked blocks whose bytes were read back
 * @param blocksCorrupt those that had changed
 * @param budgets       final value of each budget by the engine's name
 * @param commands      results of the script commands that were run
 */
public record PracticeTruth(double seconds, String end, Map<String, PathTruth> paths, List<ThreadTruth> threads,
        long blocksChecked, long blocksCorrupt, Map<String, Long> budgets, Map<String, Double> commands) {

    /** One entry path's counts; bytes are bytes, live bytes by the entry's own Size. */
    public record PathTruth(long allocations, long frees, long reallocations, long bytesRequested, long liveBytes,
            long liveBlocks, long peakBytes) {
    }

    /**
     * One thread's counts by entry path.
     *
     * @param id as the system it runs on counts
     */
    public record ThreadTruth(long id, Map<String, CallTruth> paths) {
    }

    /** What a thread did through one entry path. */
    public record CallTruth(long allocations, long frees, long reallocations, long failures, long bytesRequested) {
    }

    public PracticeTruth {
        paths = Map.copyOf(paths);
        threads = List.copyOf(threads);
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
        List<ThreadTruth> threads = new ArrayList<>();
        root.path("byThread").forEach(node -> threads.add(thread(node)));
        Map<String, Long> budgets = new HashMap<>();
        root.path("budgets").properties()
                .forEach(entry -> budgets.put(entry.getKey(), entry.getValue().path("final").asLong()));
        Map<String, Double> commands = new HashMap<>();
        root.path("commands").properties().forEach(entry -> commands.put(entry.getKey(), entry.getValue().asDouble()));
        return new PracticeTruth(root.path("seconds").asDouble(), root.path("end").asString(""), paths, threads,
                root.path("blocksChecked").asLong(), root.path("blocksCorrupt").asLong(), budgets, commands);
    }

    private static ThreadTruth thread(JsonNode node) {
        Map<String, CallTruth> paths = new HashMap<>();
        node.properties().stream().filter(entry -> entry.getValue().isObject()).forEach(entry -> {
            JsonNode path = entry.getValue();
            paths.put(entry.getKey(), new CallTruth(path.path("allocations").asLong(), path.path("frees").asLong(),
                    path.path("reallocations").asLong(), path.path("failures").asLong(),
                    path.path("bytesRequested").asLong()));
        });
        return new ThreadTruth(node.path("id").asLong(), Map.copyOf(paths));
    }
}
