package io.github.memorypoolnvse.session;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/** What a session can be written as. */
public enum ExportFormat {
    CSV, JSON;

    /** The end of such a file's name, with its dot. */
    public String extension() {
        return "." + name().toLowerCase(Locale.ROOT);
    }

    /** The format a file's name ends with, in capitals too, or the other one. */
    public static ExportFormat of(Path file, ExportFormat otherwise) {
        return Stream.of(values()).filter(format -> format.ends(file)).findFirst().orElse(otherwise);
    }

    private boolean ends(Path file) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(extension());
    }

    /** The file itself, or with the extension it lacks; what nobody agreed to replace is not, it gets a number. */
    public Path named(Path file) {
        if (ends(file)) {
            return file;
        }
        String name = file.getFileName().toString();
        Path named = file.resolveSibling(name + extension());
        for (int again = 2; Files.exists(named); again++) {
            named = file.resolveSibling(name + " " + again + extension());
        }
        return named;
    }
}
