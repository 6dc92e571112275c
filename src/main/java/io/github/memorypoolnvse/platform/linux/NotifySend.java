package io.github.memorypoolnvse.platform.linux;

import io.github.memorypoolnvse.platform.DesktopNotices;
import io.github.memorypoolnvse.platform.Programs;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The desktop's notices by way of {@code notify-send}, where that is installed. */
public final class NotifySend implements DesktopNotices {

    private static final String PROGRAM = "notify-send";
    private static final String SHOWN_MILLIS = "8000";
    private static final long PATIENCE_SECONDS = 5;

    private final Programs programs;
    private final Optional<Path> program;

    /**
     * @param searched the folders in which programs are looked for, as in {@code PATH}
     */
    public NotifySend(Programs programs, String searched) {
        this.programs = programs;
        this.program = Arrays.stream(searched.split(File.pathSeparator)).filter(Predicate.not(String::isEmpty))
                .map(folder -> Path.of(folder, PROGRAM)).filter(Files::isExecutable).findFirst();
    }

    @Override
    public boolean available() {
        return program.isPresent();
    }

    @Override
    public void show(String title, String text) throws IOException {
        Path found = program.orElseThrow(() -> new IOException(PROGRAM + " is not installed"));
        Process process = programs.start(List.of(found.toString(), "--app-name=" + title,
                "--expire-time=" + SHOWN_MILLIS, "--hint=int:transient:1", "--", title, asMarkup(text)),
                found.toAbsolutePath().getParent(), Map.of());
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroy();
                throw new IOException(PROGRAM + " does not end");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(PROGRAM + " was not waited for", stopped);
        }
        if (process.exitValue() != 0) {
            throw new IOException(PROGRAM + " ended with " + process.exitValue());
        }
    }

    /** The text is read as markup, and a backslash in it as the beginning of an escape. */
    private static String asMarkup(String text) {
        return text.replace("\\", "\\\\").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
