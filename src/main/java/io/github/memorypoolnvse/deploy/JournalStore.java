package io.github.memorypoolnvse.deploy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The journals in the manager's own folder, one a changed folder, each replaced in one step. */
final class JournalStore {

    private static final String EXTENSION = ".json";

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Path folder;
    private final FileOperations disk;

    JournalStore(Path folder, FileOperations disk) {
        this.folder = folder;
        this.disk = disk;
    }

    /** A damaged journal, moved aside under another name. */
    static final class DamagedException extends IOException {
        DamagedException(Path kept, Throwable cause) {
            super("The journal could not be read and is kept as " + kept, cause);
        }
    }

    /**
     * The journal of {@code root}, empty when there is none.
     *
     * @throws DamagedException when it was unreadable; the next call finds none
     * @throws DeployException  when a newer manager wrote it
     */
    Optional<Journal> load(Path root) throws IOException {
        Path file = file(root);
        return Files.exists(file) ? Optional.of(load(file, true)) : Optional.empty();
    }

    /** Every journal that can be read. */
    List<Journal> all() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(EXTENSION))
                    .sorted()
                    .flatMap(file -> {
                        try {
                            return Stream.of(load(file, false));
                        } catch (IOException unreadable) {
                            return Stream.empty();
                        }
                    })
                    .toList();
        }
    }

    void save(Journal journal) throws IOException {
        createFolders(folder);
        Path file = file(Path.of(journal.root()));
        if (journal.blank()) {
            disk.delete(file);
            return;
        }
        Path staged = file.resolveSibling(file.getFileName() + Change.NEW);
        try {
            disk.write(staged, MAPPER.writeValueAsBytes(journal));
            disk.move(staged, file);
        } catch (IOException failed) {
            discard(staged, failed);
            throw failed;
        }
    }

    private void discard(Path staged, IOException failed) {
        try {
            disk.delete(staged);
        } catch (IOException worse) {
            failed.addSuppressed(worse);
        }
    }

    private Journal load(Path file, boolean keepAside) throws IOException {
        try {
            Journal journal = MAPPER.readValue(disk.read(file), Journal.class);
            if (journal.schema() > Journal.SCHEMA) {
                throw new DeployException("journalNewer", file);
            }
            if (!journal.whole()) {
                throw new InvalidPathException(journal.root(), "leads elsewhere");
            }
            return journal;
        } catch (JacksonException | NullPointerException | InvalidPathException damaged) {
            Path kept = file.resolveSibling(file.getFileName() + ".damaged");
            if (keepAside) {
                disk.move(file, kept);
            }
            throw new DamagedException(kept, damaged);
        }
    }

    private void createFolders(Path missing) throws IOException {
        if (Files.isDirectory(missing)) {
            return;
        }
        Path parent = missing.getParent();
        if (parent != null) {
            createFolders(parent);
        }
        disk.createDirectory(missing);
    }

    private Path file(Path root) {
        String key = Fingerprint.of(root.toString().getBytes(StandardCharsets.UTF_8)).sha256().substring(0, 16);
        return folder.resolve(key + EXTENSION);
    }
}
