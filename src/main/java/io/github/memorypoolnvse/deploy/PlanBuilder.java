package io.github.memorypoolnvse.deploy;

import io.github.memorypoolnvse.deploy.PlannedFile.Action;
import io.github.memorypoolnvse.deploy.Transaction.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;

/** Gathers the changes of one plan and what the journal will say after it. */
final class PlanBuilder {

    private final Path root;
    private final Journal journal;
    private final FileOperations disk;
    private final List<PlannedFile> files = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();
    private final Map<String, Plan.Content> contents = new HashMap<>();
    private final SequencedSet<String> created = new LinkedHashSet<>();
    private final List<String> obsolete = new ArrayList<>();
    private final SequencedMap<String, Entry> entries = new LinkedHashMap<>();

    PlanBuilder(Path root, Journal journal, FileOperations disk) {
        this.root = root;
        this.journal = journal;
        this.disk = disk;
        journal.entries().forEach(entry -> entries.put(entry.path(), entry));
    }

    /** {@code file} shall hold {@code content}. */
    void put(Part part, Path file, byte[] content) throws IOException {
        Optional<Fingerprint> before = disk.fingerprint(file);
        Fingerprint after = Fingerprint.of(content);
        String path = relative(file);
        Optional<Entry> known = journal.entry(path);
        boolean same = before.filter(after::equals).isPresent();
        // Somebody's file that already says what we would write stays theirs.
        boolean ours = known.isPresent() || part == Part.PLUGIN && !isSettings(path) || !same;
        if (ours) {
            entries.put(path, entryAfter(part, path, known, before, after, same));
        }
        if (same) {
            files.add(new PlannedFile(path, file, Action.KEEP, before, before));
            return;
        }
        ForeignOwners.requireFree(root, file, disk);
        planDirectories(file.getParent());
        Optional<String> kept = before.map(_ -> known.isEmpty() ? path + Change.ORIGINAL : path + Change.PREVIOUS);
        contents.put(path, (operations, staged) -> operations.write(staged, content));
        changes.add(new Change(path, before, Optional.of(after), kept));
        files.add(new PlannedFile(path, file, before.isPresent() ? Action.REPLACE : Action.CREATE, before,
                Optional.of(after)));
    }

    /** {@code file} shall hold the receipt of everything planned until now, where the plugin itself is in place. */
    void putReceipt(Path file) throws IOException {
        String path = relative(file);
        boolean installed = entries.values().stream()
                .anyMatch(entry -> entry.part() == Part.PLUGIN && entry.path().endsWith(".dll"));
        if (!installed) {
            return;
        }
        planDirectories(file.getParent());
        List<Entry> others = entries.values().stream().filter(entry -> !entry.path().equals(path)).toList();
        put(Part.PLUGIN, file, Receipt.of(others, List.copyOf(directories())).bytes());
    }

    /** Undoes what the journal says of {@code entry}. */
    void undo(Entry entry) throws IOException {
        Path file = root.resolve(entry.path());
        Optional<Fingerprint> now = disk.fingerprint(file);
        boolean ours = now.filter(entry.installed()::equals).isPresent() && !entry.edited();
        boolean edited = now.isPresent() && !ours && !now.equals(entry.original());
        if (edited || now.isPresent() && !ForeignOwners.isFree(root, file, disk)) {
            files.add(new PlannedFile(entry.path(), file, Action.LEAVE, now, now));
            return;
        }
        entries.remove(entry.path());
        Path original = root.resolve(entry.path() + Change.ORIGINAL);
        if (entry.original().isEmpty()) {
            if (now.isPresent()) {
                remove(entry.path(), file, now);
            }
            return;
        }
        obsolete.add(entry.path() + Change.ORIGINAL);
        if (now.equals(entry.original())) {
            files.add(new PlannedFile(entry.path(), file, Action.KEEP, now, now));
            return;
        }
        contents.put(entry.path(), (operations, staged) -> operations.copy(original, staged));
        changes.add(new Change(entry.path(), now, entry.original(), now.map(_ -> entry.path() + Change.PREVIOUS)));
        files.add(new PlannedFile(entry.path(), file, Action.RESTORE, now, entry.original()));
    }

    /** Removes a file the plugin itself made. */
    void removeProduct(Path file) throws IOException {
        Optional<Fingerprint> now = disk.fingerprint(file);
        if (now.isPresent()) {
            remove(relative(file), file, now);
        }
    }

    private void remove(String path, Path file, Optional<Fingerprint> now) {
        changes.add(new Change(path, now, Optional.empty(), Optional.of(path + Change.PREVIOUS)));
        files.add(new PlannedFile(path, file, Action.REMOVE, now, Optional.empty()));
    }

    /** The plan; directories the manager made go with the last of its files. */
    Plan build() {
        SequencedSet<String> directories = directories();
        boolean removes = files.stream().anyMatch(file -> file.action() == Action.REMOVE
                || file.action() == Action.RESTORE) || entries.isEmpty();
        List<String> removed = removes && created.isEmpty()
                ? new ArrayList<>(directories).reversed()
                : List.of();
        List<String> remembered = entries.isEmpty() ? List.of() : new ArrayList<>(directories);
        Transaction transaction = new Transaction(Phase.STAGING, List.copyOf(changes), List.copyOf(created),
                List.copyOf(removed), List.copyOf(obsolete), List.copyOf(entries.values()), remembered);
        return new Plan(root, journal, files, transaction, contents);
    }

    private SequencedSet<String> directories() {
        SequencedSet<String> directories = new LinkedHashSet<>(journal.directories());
        directories.addAll(created);
        return directories;
    }

    private static Entry entryAfter(Part part, String path, Optional<Entry> known, Optional<Fingerprint> before,
            Fingerprint after, boolean same) {
        if (known.isEmpty()) {
            return new Entry(path, part, same ? Optional.empty() : before, after, false);
        }
        Entry entry = known.get();
        boolean edited = isSettings(path)
                && (entry.edited() || before.isPresent() && !before.get().equals(entry.installed()));
        return new Entry(path, part, entry.original(), after, edited);
    }

    /** Settings may hold a person's changes; other files do not. */
    private static boolean isSettings(String path) {
        return path.endsWith(".ini");
    }

    private void planDirectories(Path directory) {
        if (directory.equals(root) || Files.isDirectory(directory)) {
            return;
        }
        planDirectories(directory.getParent());
        created.add(relative(directory));
    }

    private String relative(Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }
}
