package io.github.memorypoolnvse.game;

import io.github.memorypoolnvse.format.FileVersion;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What FalloutNV.exe says about itself.
 *
 * @param file              the executable, in the spelling on disk
 * @param variant           which build it is
 * @param version           from its version resource
 * @param largeAddressAware the flag in its header; under Proton it does not decide (engine facts 5)
 * @param size              in bytes
 */
public record ExecutableFacts(
        Path file, Variant variant, Optional<FileVersion> version, boolean largeAddressAware, long size) {
}
