package io.github.memorypoolnvse.deploy;

import java.util.List;
import java.util.Optional;

/**
 * One file the manager put in place.
 *
 * @param path      below the target's root, forward slashes, in the spelling on disk
 * @param part      what it belongs to
 * @param original  what was there before the manager first came; kept beside the file
 * @param installed what the manager last wrote
 * @param edited    true once somebody else's changes are in the file, so that it is never removed
 */
record Entry(String path, Part part, Optional<Fingerprint> original, Fingerprint installed, boolean edited) {

    /** False for one that was read from a damaged file. */
    static boolean whole(Entry entry) {
        return entry != null && entry.part != null && entry.original != null && entry.installed != null
                && inside(entry.path);
    }

    /** True when {@code path} leads to something below the folder it is resolved against, and nowhere else. */
    static boolean inside(String path) {
        return path != null && !path.isEmpty() && !path.startsWith("/") && !path.contains("\\") && !path.contains(":")
                && path.indexOf('\0') < 0
                && List.of(path.split("/")).stream().noneMatch(name -> name.isEmpty() || name.startsWith(".."));
    }
}
