package io.github.memorypoolnvse.deploy;

import java.util.Optional;

/**
 * One file of a transaction.
 *
 * @param path   below the root
 * @param before what is there now
 * @param after  what shall be there
 * @param kept   the name, beside the file, under which the transaction keeps what is there now
 */
record Change(String path, Optional<Fingerprint> before, Optional<Fingerprint> after, Optional<String> kept) {

    /** Ends the name of a new file that is not in its place yet; xNVSE loads only names that end in .dll. */
    static final String NEW = ".memorypool-new";
    /** Ends the name of what was there before the manager first came. */
    static final String ORIGINAL = ".memorypool-original";
    /** Ends the name of what a running transaction replaces. */
    static final String PREVIOUS = ".memorypool-previous";

    /** False for one that was read from a damaged file. */
    static boolean whole(Change change) {
        return change != null && Entry.inside(change.path) && change.before != null && change.after != null
                && change.kept != null && change.kept.stream().allMatch(Entry::inside);
    }

    String staged() {
        return path + NEW;
    }
}
