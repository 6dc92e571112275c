package io.github.memorypoolnvse.deploy;

import java.nio.file.Path;
import java.util.Optional;

/**
 * One file of a plan.
 *
 * @param path   below the target's root, forward slashes, in the spelling on disk
 * @param file   the same as a whole path
 * @param action what happens to it
 * @param before what is there now
 * @param after  what will be there
 */
public record PlannedFile(String path, Path file, Action action, Optional<Fingerprint> before,
        Optional<Fingerprint> after) {

    /** What happens to a file. */
    public enum Action {
        /** It is new. */
        CREATE,
        /** It takes the place of another, which is kept or was ours. */
        REPLACE,
        /** It is already as it shall be. */
        KEEP,
        /** What was there before the manager came is put back. */
        RESTORE,
        /** It is ours and goes. */
        REMOVE,
        /** Somebody else changed it; it stays as it is. */
        LEAVE;

        /** True when the file will not be the same afterwards. */
        public boolean changes() {
            return switch (this) {
                case CREATE, REPLACE, RESTORE, REMOVE -> true;
                case KEEP, LEAVE -> false;
            };
        }
    }
}
