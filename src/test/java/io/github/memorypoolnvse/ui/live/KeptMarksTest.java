package io.github.memorypoolnvse.ui.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.session.SessionMark;
import io.github.memorypoolnvse.telemetry.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which marks go into the session. */
class KeptMarksTest {

    @Test
    void thoseOfAPersonAndOfAlertsAndNoneTheEventsBringBack() {
        FullRun run = new FullRun().play(400);
        LiveViewModel model = new LiveViewModel(new Texts(Locale.ENGLISH));
        List<SessionMark> kept = new ArrayList<>();
        model.onMark(kept::add);
        model.update(new LiveState.Attached(4711, run.feed()));
        assertThat(model.marks().all()).as("loads").isNotEmpty();
        assertThat(kept).isEmpty();

        model.mark();
        long now = run.feed().history().newestTime();
        String text = model.marks().all().getLast().text();
        assertThat(kept).containsExactly(new SessionMark(now, SessionMark.Kind.HAND, text));

        Snapshot low = run.snapshot().orElseThrow();
        low.values()[low.directory().find("address.largest_hole").orElseThrow().liveSlot()] = 1 << 20;
        List<Alert> raised = model.look(Optional.of(low));
        assertThat(raised).isNotEmpty();
        assertThat(kept).hasSize(1 + raised.size()).last().extracting(SessionMark::kind)
                .isEqualTo(SessionMark.Kind.ALERT);
        assertThat(kept).allSatisfy(mark -> assertThat(Mark.of(mark).toKeep()).contains(mark));
    }
}
