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

/** A session in a person's words. */
final class SessionWords {

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

    /** A short line for the list: length, preset, peak. */
    String line(Session session) {
        List<String> parts = new ArrayList<>();
        parts.add(length(session.summary().lengthNanos()));
        add(parts, session.summary().property("budgets.preset"));
        if (session.summary().peakBytes() >= 0) {
            parts.add(texts.of("ui.sessions.peak", Unit.BYTES.text(session.summary().peakBytes(), texts.locale())));
        }
        return String.join("\u00a0· ", parts);
    }

    /** A line of what a session comes to: length, preset, allocator, peak, smallest hole. */
    String facts(Session session) {
        SessionSummary summary = session.summary();
        List<String> parts = new ArrayList<>();
        parts.add(length(summary.lengthNanos()));
        add(parts, summary.property("budgets.preset"));
        add(parts, summary.property("allocator"));
        if (summary.peakBytes() >= 0) {
            parts.add(texts.of("ui.sessions.peak", Unit.BYTES.text(summary.peakBytes(), texts.locale())));
        }
        if (summary.smallestHole() >= 0) {
            parts.add(texts.of("ui.sessions.hole", Unit.BYTES.text(summary.smallestHole(), texts.locale())));
        }
        return String.join("\u00a0· ", parts);
    }

    /** How it went, by what was seen. */
    Notice verdict(Session session, boolean beingRecorded) {
        SessionSummary summary = session.summary();
        if (beingRecorded) {
            return new Notice(Severity.INFO, texts.of("ui.sessions.verdict.running"));
        }
        if (!summary.complete()) {
            return new Notice(Severity.WARNING, texts.of("ui.sessions.verdict.cut"));
        }
        if (!summary.farewell()) {
            return new Notice(Severity.WARNING, texts.of("ui.sessions.verdict.abrupt"));
        }
        if (summary.warnings() > 0) {
            return new Notice(Severity.WARNING, texts.of("ui.sessions.verdict.warnings", summary.warnings()));
        }
        return new Notice(Severity.GOOD, texts.of("ui.sessions.verdict.good"));
    }

    private String length(long nanos) {
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
