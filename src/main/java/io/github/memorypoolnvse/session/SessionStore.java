package io.github.memorypoolnvse.session;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The folder of recorded sessions: {@code ID.mpsession} with the content and {@code ID.json} with the name, notes
 * and summary. A deleted session waits in {@code deleted/} until it is taken back or the next start of the
 * manager. Blocking.
 */
public final class SessionStore {

    private static final Logger LOG = LoggerFactory.getLogger(SessionStore.class);
    private static final String CONTENT = ".mpsession";
    private static final String CARD = ".json";
    private static final String DELETED = "deleted";
    private static final DateTimeFormatter ID =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final Path folder;

    public SessionStore(Path folder) {
        this.folder = folder;
    }

    /** What lies beside a session's content. */
    private record Card(int schema, String name, String notes, @Nullable SessionSummary summary) {

        static final Card BLANK = new Card(SessionHead.SCHEMA, "", "", null);

        Card with(SessionSummary newSummary) {
            return new Card(schema, name, notes, newSummary);
        }
    }

    /** A new file for a session that began then. */
    Path newFile(Instant started, String token) throws IOException {
        Files.createDirectories(folder);
        String id = ID.format(started) + "-" + token.substring(0, Math.min(8, token.length()));
        Path file = content(id);
        for (int again = 2; Files.exists(file); again++) {
            file = content(id + "-" + again);
        }
        return file;
    }

    /** Keeps what a finished session comes to, so that the list need not read it. */
    synchronized void keepSummary(Path content, SessionSummary summary) throws IOException {
        String id = id(content);
        writeCard(id, card(id).with(summary));
    }

    /** Every session, the newest first; one that cannot be read is left out and logged. */
    public List<Session> all() throws IOException {
        List<Session> sessions = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + CONTENT)) {
                for (Path file : files) {
                    session(id(file)).ifPresent(sessions::add);
                }
            }
        }
        sessions.sort(Comparator.comparing((Session each) -> each.summary().started()).reversed());
        return sessions;
    }

    private Optional<Session> session(String id) {
        try {
            Card card = card(id);
            SessionFile source = new SessionFile(content(id));
            SessionSummary summary = card.summary();
            if (summary == null) {
                SummaryVisitor visitor = new SummaryVisitor();
                source.read(visitor);
                summary = visitor.summary();
            }
            return Optional.of(new Session(id, card.name(), card.notes(), summary, source));
        } catch (IOException unreadable) {
            LOG.warn("session {} was left out", id, unreadable);
            return Optional.empty();
        }
    }

    /** Gives a session a name and notes. */
    public synchronized void describe(String id, String name, String notes) throws IOException {
        writeCard(id, new Card(SessionHead.SCHEMA, name, notes, card(id).summary()));
    }

    /** Takes a session out of the list; {@link #restore} brings it back. */
    public void delete(String id) throws IOException {
        Path deleted = folder.resolve(DELETED);
        Files.createDirectories(deleted);
        move(content(id), deleted.resolve(id + CONTENT));
        move(folder.resolve(id + CARD), deleted.resolve(id + CARD));
    }

    /** Brings a deleted session back. */
    public void restore(String id) throws IOException {
        Path deleted = folder.resolve(DELETED);
        move(deleted.resolve(id + CARD), folder.resolve(id + CARD));
        move(deleted.resolve(id + CONTENT), content(id));
    }

    /** Lets go of what was deleted; at the manager's start. */
    public void empty() throws IOException {
        Path deleted = folder.resolve(DELETED);
        if (!Files.isDirectory(deleted)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(deleted)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(deleted);
    }

    private static void move(Path from, Path to) throws IOException {
        if (Files.exists(from)) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private Path content(String id) {
        return folder.resolve(id + CONTENT);
    }

    /** The id of the session whose content this is. */
    static String id(Path content) {
        String name = content.getFileName().toString();
        return name.substring(0, name.length() - CONTENT.length());
    }

    private Card card(String id) {
        Path file = folder.resolve(id + CARD);
        try {
            return Files.exists(file) ? JsonMapper.shared().readValue(Files.readAllBytes(file), Card.class) : Card.BLANK;
        } catch (IOException | JacksonException damaged) {
            LOG.warn("the card of session {} cannot be read", id, damaged);
            return Card.BLANK;
        }
    }

    private void writeCard(String id, Card card) throws IOException {
        Path staged = Files.createTempFile(folder, id, ".new");
        try {
            Files.write(staged, JsonMapper.shared().writeValueAsBytes(card));
            Files.move(staged, folder.resolve(id + CARD), StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(staged);
        }
    }
}
