package io.github.memorypoolnvse.deploy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What will be done to a folder, file by file, before anything is. Made and applied by {@link Deployment}. */
public final class Plan {

    private final Path root;
    private final Journal basis;
    private final List<PlannedFile> files;
    private final List<Path> newDirectories;
    private final Transaction transaction;
    private final Map<String, Content> contents;

    Plan(Path root, Journal basis, List<PlannedFile> files, Transaction transaction, Map<String, Content> contents) {
        this.root = root;
        this.basis = basis;
        this.files = List.copyOf(files);
        this.newDirectories = transaction.created().stream().map(root::resolve).toList();
        this.transaction = transaction;
        this.contents = Map.copyOf(contents);
    }

    /** The folder it changes. */
    public Path root() {
        return root;
    }

    /** Every file it looks at, those that stay as they are included. */
    public List<PlannedFile> files() {
        return files;
    }

    /** Directories it makes, outermost first. */
    public List<Path> newDirectories() {
        return newDirectories;
    }

    /** True when applying it changes nothing. */
    public boolean empty() {
        return files.stream().noneMatch(file -> file.action().changes());
    }

    /** The plan in 64 hexadecimal digits: another manager that plans the same change of the same files says the same. */
    public String digest() {
        StringBuilder text = new StringBuilder(root.toString());
        for (PlannedFile file : files) {
            text.append('\n').append(file.path()).append('|').append(file.action()).append('|').append(file.before())
                    .append('|').append(file.after());
        }
        return Fingerprint.of(text.toString().getBytes(StandardCharsets.UTF_8)).sha256();
    }

    /** True when the disk or what the journal knows will differ. */
    boolean alters() {
        return !empty() || !transaction.obsolete().isEmpty() || !transaction.entries().equals(basis.entries());
    }

    /** The journal it was made from; another one makes it worthless. */
    Journal basis() {
        return basis;
    }

    Transaction transaction() {
        return transaction;
    }

    Content content(String path) {
        return contents.get(path);
    }

    /** Writes a new file's content to its staged place. */
    @FunctionalInterface
    interface Content {
        void stage(FileOperations disk, Path staged) throws IOException;
    }
}
