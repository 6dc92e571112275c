package io.github.memorypoolnvse.deploy;

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
}
