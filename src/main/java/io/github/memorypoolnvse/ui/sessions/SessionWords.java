package io.github.memorypoolnvse.ui.sessions;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.session.Session;
import io.github.memorypoolnvse.session.SessionSummary;
import io.github.memorypoolnvse.ui.live.Unit;
import io.github.memorypoolnvse.ui.setup.Notice;
import io.github.memorypoolnvse.ui.theme.Severity;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A session in a person's words. */
final class SessionWords {

    private static final char NO_BREAK = '\u00a0';
    /** The level at which the standard alert warns. */
    private static final long TIGHT_HOLE = 64L << 20;
    /** Whatever the game asks for at once fits into this. */
    private static final long ROOMY_HOLE = 256L << 20;

    private final Texts texts;
    private final ZoneId zone;

    /** @param zone in which dates are read */
    SessionWords(Texts texts, ZoneId zone) {
        this.texts = texts;
        this.zone = zone;
    }

    /** A session's name, or its date. */
    String title(Session session) {
        return session.name().isEmpty() ? date(session) : session.name();
    }

    /** When it began. */
    String date(Session session) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT).withLocale(texts.locale())
                .format(session.summary().started().atZone(zone));
    }

    /** A session's row in the list below its title: date where it has a name, and all that {@link #facts} says. */
    String line(Session session) {
        List<String> parts = new ArrayList<>();
        if (!session.name().isEmpty()) {
            parts.add(DateTimeFormatter.ofLocalizedDateTime(FormatStyle.SHORT).withLocale(texts.locale())
                    .format(session.summary().started().atZone(zone)));
        }
        addFacts(parts, session.summary(), "ui.sessions.hole.short");
        return joined(parts);
    }

    /** When a session was, and what it comes to: length, preset, allocator, peak, smallest hole. */
    String facts(Session session) {
        List<String> parts = new ArrayList<>();
        parts.add(date(session));
        addFacts(parts, session.summary(), "ui.sessions.hole");
        return joined(parts);
    }

    private void addFacts(List<String> parts, SessionSummary summary, String holeKey) {
        parts.add(length(summary.lengthNanos()));
        add(parts, summary.property("budgets.preset"));
        add(parts, summary.property("allocator"));
        if (summary.peakBytes() >= 0) {
            parts.add(texts.of("ui.sessions.peak", bytes(summary.peakBytes())));
        }
        if (summary.smallestHole() >= 0) {
            parts.add(texts.of(holeKey, bytes(summary.smallestHole())));
        }
    }

    /** Lines break between the parts, not in them. */
    private static String joined(List<String> parts) {
        return parts.stream().map(part -> part.replace(' ', NO_BREAK)).collect(Collectors.joining(NO_BREAK + "· "));
    }

    /** How it went, by what was seen. */
    Notice verdict(Session session, boolean beingRecorded) {
        Outcome outcome = Outcome.of(session.summary(), beingRecorded);
        return new Notice(outcome.severity,
                texts.of("ui.sessions.verdict." + outcome.key(), session.summary().warnings()));
    }

    /** The same in a few words. */
    Notice shortVerdict(Session session, boolean beingRecorded) {
        Outcome outcome = Outcome.of(session.summary(), beingRecorded);
        return new Notice(outcome.severity,
                texts.of("ui.sessions.short." + outcome.key(), session.summary().warnings()));
    }

    /** What speaks for the verdict and what to try, a sentence each; none where there is nothing to say. */
    List<String> evidence(Session session, boolean beingRecorded) {
        SessionSummary summary = session.summary();
        Outcome outcome = Outcome.of(summary, beingRecorded);
        List<String> sentences = new ArrayList<>();
        if (summary.smallestHole() >= 0 && summary.smallestHole() < TIGHT_HOLE) {
            sentences.add(texts.of("ui.sessions.evidence.hole", bytes(summary.smallestHole())));
        } else if (outcome == Outcome.ABRUPT && summary.smallestHole() >= ROOMY_HOLE) {
            sentences.add(texts.of("ui.sessions.evidence.room", bytes(summary.smallestHole())));
        }
        if (summary.fallbacks() > 0) {
            sentences.add(texts.of("ui.sessions.evidence.fallbacks", summary.fallbacks()));
        }
        if (summary.warnings() > 0) {
            sentences.add(texts.of("ui.sessions.evidence.warnings"));
        }
        return sentences;
    }

    private String bytes(long value) {
        return Unit.BYTES.text(value, texts.locale());
    }

    private enum Outcome {
        RUNNING(Severity.INFO), CUT(Severity.WARNING), ABRUPT(Severity.WARNING), WARNINGS(Severity.WARNING),
        GOOD(Severity.GOOD);

        private final Severity severity;

        Outcome(Severity severity) {
            this.severity = severity;
        }

        static Outcome of(SessionSummary summary, boolean beingRecorded) {
            return beingRecorded ? RUNNING
                    : !summary.complete() ? CUT
                    : !summary.farewell() ? ABRUPT
                    : summary.warnings() > 0 ? WARNINGS : GOOD;
        }

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether every word that is sought is in the session's name, date, preset, allocator or notes. */
    boolean matches(Session session, String sought) {
        String all = String.join("\n", session.name(), date(session), session.summary().property("budgets.preset"),
                session.summary().property("allocator"), session.notes()).toLowerCase(texts.locale());
        return Stream.of(sought.toLowerCase(texts.locale()).strip().split("\\s+"))
                .allMatch(word -> all.replace(NO_BREAK, ' ').contains(word));
    }

    /** How long that is. */
    String length(long nanos) {
        long minutes = nanos / 60_000_000_000L;
        return minutes < 1 ? texts.of("ui.sessions.seconds", nanos / 1_000_000_000L)
                : minutes < 60 ? texts.of("ui.sessions.minutes", minutes)
                : texts.of("ui.sessions.hours", minutes / 60, minutes % 60);
    }

    private static void add(List<String> parts, String part) {
        if (!part.isEmpty()) {
            parts.add(part);
        }
    }
}
