package io.github.memorypoolnvse.ui.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.session.Session;
import io.github.memorypoolnvse.session.SessionSummary;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SessionWordsTest {

    private static final long MB = 1 << 20;

    private final SessionWords words = new SessionWords(new Texts(Locale.ENGLISH), ZoneOffset.UTC);

    private List<String> evidence(long hole, long fallbacks, int warnings, boolean farewell) {
        SessionSummary summary = new SessionSummary(Instant.EPOCH, 60_000_000_000L, 600, 512 * MB, hole, fallbacks,
                warnings, true, farewell, Map.of());
        return words.evidence(new Session("a", "", "", summary, _ -> { }), false).stream()
                .map(each -> each.replace('\u00a0', ' ')).toList();
    }

    @Test
    void anOrdinarySessionNeedsNoEvidence() {
        assertThat(evidence(300 * MB, 0, 0, true)).isEmpty();
        assertThat(evidence(-1, -1, 0, false)).as("nothing is known").isEmpty();
    }

    @Test
    void whatWasShortIsNamedAndWhatWasNotIsRuledOutAfterACrashAlone() {
        assertThat(evidence(43 * MB, 0, 0, false)).singleElement().asString().contains("43.0 MB", "Smaller textures");
        assertThat(evidence(300 * MB, 0, 0, false)).singleElement().asString().contains("never fell below 300 MB");
        assertThat(evidence(128 * MB, 0, 0, false)).as("neither short nor plenty").isEmpty();
    }

    @Test
    void fallbacksAndWarningsSayWhereTheyAreSeen() {
        assertThat(evidence(300 * MB, 1, 2, true)).containsExactly(
                "One allocation was handed to the game's own heap; the graph of fallbacks shows when.",
                "What the plugin warned of stands among the events under Plugin.");
        assertThat(evidence(300 * MB, 12, 0, true)).singleElement().asString().startsWith("12 allocations were");
    }
}
