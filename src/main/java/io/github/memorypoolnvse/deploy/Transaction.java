package io.github.memorypoolnvse.deploy;

import java.util.List;
import java.util.stream.Stream;

/**
 * A set of changes that happens as a whole, as the journal knows it while it runs.
 *
 * @param phase       how far it is
 * @param changes     in the order of their commit
 * @param created     directories it makes, outermost first
 * @param removed     directories it removes when they are empty at the end, innermost first
 * @param obsolete    files it deletes at the end: originals that were put back
 * @param entries     the journal's entries once it is done
 * @param directories the journal's directories once it is done
 */
record Transaction(Phase phase, List<Change> changes, List<String> created, List<String> removed,
        List<String> obsolete, List<Entry> entries, List<String> directories) {

    enum Phase {
        /** New files are written beside their places; nothing in place has changed. */
        STAGING,
        /** Files are put in their places. */
        COMMITTING,
        /** Every file is in its place; what the transaction needed is tidied away. */
        FINISHING
    }

    /** False for one that was read from a damaged file, which could lead anywhere. */
    boolean whole() {
        return phase != null && changes.stream().allMatch(Change::whole) && entries.stream().allMatch(Entry::whole)
                && Stream.of(created, removed, obsolete, directories)
                        .allMatch(paths -> paths.stream().allMatch(Entry::inside));
    }

    Transaction in(Phase next) {
        return new Transaction(next, changes, created, removed, obsolete, entries, directories);
    }
}
