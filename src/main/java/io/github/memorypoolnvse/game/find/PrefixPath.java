package io.github.memorypoolnvse.game.find;

import io.github.memorypoolnvse.game.GamePath;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Windows paths of a Wine prefix as paths of the host. */
final class PrefixPath {

    private PrefixPath() {
    }

    /** The host's path of {@code windowsPath}, such as {@code C:\GOG Games\Fallout New Vegas}. */
    static Optional<Path> toHost(Path prefix, String windowsPath) {
        String path = windowsPath.strip().replace('\\', '/');
        if (path.length() < 2 || path.charAt(1) != ':' || !Character.isLetter(path.charAt(0))) {
            return Optional.empty();
        }
        String drive = path.substring(0, 2).toLowerCase(Locale.ROOT);
        String rest = path.substring(2).replaceAll("^/+|/+$", "").replaceAll("/+", "/");
        try {
            Path root = drive(prefix, drive);
            if (rest.isEmpty()) {
                return Optional.of(root);
            }
            Path exact = root.resolve(rest);
            return Optional.of(Files.exists(exact) ? exact : GamePath.existing(root, rest).orElse(exact));
        } catch (InvalidPathException damaged) {
            return Optional.empty();
        }
    }

    private static Path drive(Path prefix, String drive) {
        Path device = prefix.resolve("dosdevices").resolve(drive);
        if (Files.exists(device)) {
            return device;
        }
        return drive.equals("z:") ? Path.of("/") : prefix.resolve("drive_" + drive.charAt(0));
    }
}
