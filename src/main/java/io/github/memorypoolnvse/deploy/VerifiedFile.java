package io.github.memorypoolnvse.deploy;

import java.util.Optional;

/**
 * One installed file compared with the disk.
 *
 * @param path      below the root
 * @param installed what the manager wrote
 * @param now       what is there
 */
public record VerifiedFile(String path, Fingerprint installed, Optional<Fingerprint> now) {

    public boolean intact() {
        return now.filter(installed::equals).isPresent();
    }
}
