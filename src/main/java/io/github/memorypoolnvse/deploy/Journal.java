package io.github.memorypoolnvse.deploy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the manager did to one folder.
 *
 * @param schema      of this record
 * @param root        the folder, absolute
 * @param entries     the files it put in place
 * @param directories those it made, outermost first, below the root
 * @param running     a transaction that has not ended
 */
record Journal(int schema, String root, List<Entry> entries, List<String> directories, Optional<Transaction> running) {

    static final int SCHEMA = 1;

    Journal {
        entries = List.copyOf(entries);
        directories = List.copyOf(directories);
    }

    static Journal blank(String root) {
        return new Journal(SCHEMA, root, List.of(), List.of(), Optional.empty());
    }

    Optional<Entry> entry(String path) {
        return entries.stream().filter(entry -> entry.path().equalsIgnoreCase(path)).findFirst();
    }

    Journal with(Transaction transaction) {
        return new Journal(schema, root, entries, directories, Optional.of(transaction));
    }

    /** As it was before the running transaction. */
    Journal abandoned() {
        return new Journal(schema, root, entries, directories, Optional.empty());
    }

    /** As it is after the running transaction. */
    Journal completed() {
        Transaction done = running.orElseThrow();
        return new Journal(schema, root, done.entries(), done.directories(), Optional.empty());
    }

    /** False for one that was read from a damaged file, which could lead anywhere. */
    boolean whole() {
        return Path.of(root).isAbsolute()
                && entries.stream().allMatch(Entry::whole)
                && directories.stream().allMatch(Entry::inside) && running.stream().allMatch(Transaction::whole);
    }

    boolean blank() {
        return entries.isEmpty() && running.isEmpty();
    }
}
