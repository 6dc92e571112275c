package io.github.memorypoolnvse.session;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import tools.jackson.core.exc.JacksonIOException;

/**
 * Writes a session for other programs: a table of every sample, or everything as JSON. Both name every unit, and the
 * same on every machine. Blocking.
 */
public final class SessionExport {

    /** How often writing reads the session: for what comes first, then for its samples. */
    public static final int READINGS = 2;

    private final Session session;

    public SessionExport(Session session) {
        this.session = session;
    }

    /**
     * Writes the file whole or leaves everything as it was, also when the session's source ends the reading with an
     * exception of its own.
     */
    public void write(Path file, ExportFormat format) throws IOException {
        Path staged = stage(file);
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(staged))) {
                write(out, format);
            }
            Files.move(staged, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        } catch (JacksonIOException failed) {
            throw failed.getCause();
        } finally {
            Files.deleteIfExists(staged);
        }
    }

    private void write(OutputStream out, ExportFormat format) throws IOException {
        SessionOutline outline = new SessionOutline();
        session.source().read(outline);
        switch (format) {
            case CSV -> {
                CsvTable table = new CsvTable(out, session, outline);
                session.source().read(table);
                table.finish();
            }
            case JSON -> {
                try (JsonDocument document = new JsonDocument(out, session, outline)) {
                    session.source().read(document);
                }
            }
        }
    }

    /** A new file beside the one to write, with the rights every new file gets. */
    private static Path stage(Path file) throws IOException {
        for (int i = 1; ; i++) {
            Path staged = file.resolveSibling(file.getFileName() + "." + i + ".part");
            try {
                return Files.createFile(staged);
            } catch (FileAlreadyExistsException taken) {
                if (i == 100) {
                    throw taken;
                }
            }
        }
    }
}
