package io.github.memorypoolnvse.game.find;

import io.github.memorypoolnvse.game.Store;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Vortex: the newest of the copies of its state it writes as JSON names the folder it discovered or was told. Its
 * live state is a database only one program may open.
 */
public final class VortexFinder implements InstallFinder {

    private static final long MAX_BYTES = 256L << 20;

    private final List<Path> folders;

    /**
     * @param folders every folder Vortex may keep its data in
     */
    public VortexFinder(List<Path> folders) {
        this.folders = List.copyOf(folders);
    }

    @Override
    public String id() {
        return "vortex";
    }

    @Override
    public void find(Findings findings) throws IOException {
        for (Path folder : folders) {
            Optional<Path> newest = newest(folder.resolve("temp").resolve("state_backups_full"));
            if (newest.isEmpty() || Files.size(newest.get()) > MAX_BYTES) {
                continue;
            }
            try {
                Optional<String> path = parse(Files.readAllBytes(newest.get()));
                path.ifPresent(text -> StoredPath.of(text).ifPresentOrElse(
                        game -> findings.candidate(new Candidate(game, Store.UNKNOWN)),
                        () -> findings.problem("path", text)));
            } catch (JacksonException damaged) {
                findings.problem("file", newest.get(), String.valueOf(damaged.getMessage()));
            }
        }
    }

    /** The folder of the game in a copy of the state. */
    static Optional<String> parse(byte[] state) {
        JsonNode path = JsonMapper.shared().readTree(state)
                .path("settings").path("gameMode").path("discovered").path(GameIds.VORTEX).path("path");
        return path.isString() && !path.stringValue().isBlank() ? Optional.of(path.stringValue()) : Optional.empty();
    }

    private static Optional<Path> newest(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        Optional<Path> newest = Optional.empty();
        FileTime latest = FileTime.fromMillis(Long.MIN_VALUE);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.json")) {
            for (Path file : files) {
                FileTime modified = Files.getLastModifiedTime(file);
                if (modified.compareTo(latest) > 0) {
                    latest = modified;
                    newest = Optional.of(file);
                }
            }
        } catch (DirectoryIteratorException failed) {
            throw failed.getCause();
        }
        return newest;
    }
}
