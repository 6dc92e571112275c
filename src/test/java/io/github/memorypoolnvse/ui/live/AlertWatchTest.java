package io.github.memorypoolnvse.ui.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.telemetry.Metric;
import io.github.memorypoolnvse.telemetry.MetricDirectory;
import io.github.memorypoolnvse.telemetry.MetricKind;
import io.github.memorypoolnvse.telemetry.Snapshot;
import io.github.memorypoolnvse.ui.theme.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AlertWatchTest {

    private static final long MB = 1 << 20;

    private final MetricDirectory directory = new MetricDirectory(List.of(
            new Metric("address.largest_hole", "bytes", MetricKind.GAUGE, "", "Largest hole", "", 0, 0),
            new Metric("total.fallbacks", "count", MetricKind.COUNTER, "", "Fallbacks", "", 1, 1),
            new Metric("heap.corruption", "count", MetricKind.COUNTER, "", "Corruption", "", 2, 2)), 3);
    private final LiveState attached = new LiveState.Attached(1, new PlausibleRun(2, 10, 1));
    private final LiveState frozen = new LiveState.Frozen(1, new PlausibleRun(2, 10, 1), false);
    private long seconds;
    private final AlertWatch watch = new AlertWatch(AlertRule.STANDARD, new Texts(Locale.ENGLISH),
            () -> seconds * 1_000_000_000L);

    @Test
    void aValueTremblingOnTheEdgeWarnsOnce() {
        assertThat(look(1, 70 * MB, 0)).isEmpty();
        assertThat(look(2, 60 * MB, 0)).singleElement().satisfies(alert -> {
            assertThat(alert.severity()).isEqualTo(Severity.BAD);
            assertThat(alert.text()).contains("60.0\u00a0MB", "64.0\u00a0MB");
        });
        assertThat(look(3, 66 * MB, 0)).isEmpty();
        assertThat(look(4, 62 * MB, 0)).isEmpty();
        assertThat(watch.active()).hasSize(1);

        assertThat(look(5, 100 * MB, 0)).isEmpty();
        assertThat(watch.active()).isEmpty();
        assertThat(look(6, 60 * MB, 0)).hasSize(1);
    }

    @Test
    void aRiseWarnsOnceUntilItWasQuietForAMinute() {
        assertThat(look(1, 500 * MB, 12)).isEmpty();
        assertThat(look(2, 500 * MB, 13)).hasSize(1);
        assertThat(look(3, 500 * MB, 15)).isEmpty();
        assertThat(look(50, 500 * MB, 15)).isEmpty();
        assertThat(watch.active()).hasSize(1);
        assertThat(look(64, 500 * MB, 15)).isEmpty();
        assertThat(watch.active()).isEmpty();
        assertThat(look(65, 500 * MB, 16)).hasSize(1);
    }

    @Test
    void aFrozenGameWarnsAndAnEndedOneIsLeftAlone() {
        look(1, 60 * MB, 0);

        assertThat(stand(10)).hasSize(1);
        assertThat(watch.active()).hasSize(2);

        assertThat(watch.look(new LiveState.NotRunning(), Optional.empty())).isEmpty();
        assertThat(watch.active()).isEmpty();
    }

    @Test
    void aShortStallIsNotWorthAWarningAndALongOneIsToldOnce() {
        assertThat(stand(3)).isEmpty();
        assertThat(watch.active()).isEmpty();
        run(1);
        assertThat(stand(3)).isEmpty();
        run(1);
        assertThat(stand(10)).singleElement().extracting(Alert::severity).isEqualTo(Severity.BAD);
        assertThat(stand(60)).isEmpty();
        assertThat(watch.active()).hasSize(1);

        run(1);
        assertThat(watch.active()).isEmpty();
        assertThat(stand(10)).as("so soon after").isEmpty();
        assertThat(watch.active()).hasSize(1);

        run(31);
        assertThat(stand(10)).hasSize(1);
    }

    @Test
    void whatRisesWhileTheGameStandsStillIsTold() {
        look(1, 500 * MB, 12);

        assertThat(watch.look(frozen, Optional.of(snapshot(2, 500 * MB, 20, 1))))
                .extracting(Alert::key)
                .containsExactlyInAnyOrder("total.fallbacks RISES 1.0", "heap.corruption RISES 1.0");
    }

    @Test
    void corruptionThatWasThereBeforeTheFirstLookIsTold() {
        assertThat(watch.look(attached, Optional.of(snapshot(500, 500 * MB, 12, 3))))
                .extracting(Alert::key).containsExactly("heap.corruption RISES 1.0");
        assertThat(watch.look(attached, Optional.of(snapshot(501, 500 * MB, 12, 3)))).isEmpty();
    }

    @Test
    void whoWantsNoWarningsKeepsNone() {
        look(1, 60 * MB, 0);
        stand(10);
        assertThat(watch.active()).hasSize(2);

        watch.forget();
        assertThat(watch.active()).isEmpty();
    }

    @Test
    void theNextRunStartsFromItsOwnTotals() {
        look(100, 500 * MB, 5);

        assertThat(look(1, 500 * MB, 400)).isEmpty();
    }

    @Test
    void rulesChangedWhileWatchingCountAtTheNextLook() {
        look(1, 60 * MB, 0);
        assertThat(watch.active()).hasSize(1);

        watch.setRules(List.of(AlertRule.STANDARD.getFirst().withOn(false)));
        assertThat(watch.active()).isEmpty();
        assertThat(look(2, 60 * MB, 0)).isEmpty();

        watch.setRules(List.of(new AlertRule("address.largest_hole", AlertRule.Test.ABOVE, 50 * MB, 40 * MB,
                Severity.WARNING)));
        assertThat(look(3, 60 * MB, 0)).singleElement()
                .satisfies(alert -> assertThat(alert.severity()).isEqualTo(Severity.WARNING));
    }

    @Test
    void thresholdsTheWrongWayRoundAreRefused() {
        assertThatThrownBy(() -> new AlertRule("x", AlertRule.Test.BELOW, 10, 5, Severity.WARNING))
                .hasMessageContaining("wrong way round");
    }

    private List<Alert> look(long second, long hole, long fallbacks) {
        return watch.look(attached, Optional.of(snapshot(second, hole, fallbacks, 0)));
    }

    private Snapshot snapshot(long second, long hole, long fallbacks, long corruption) {
        return new Snapshot(directory, second, second * 1_000_000_000L, new long[] {hole, fallbacks, corruption});
    }

    /** The game answers for so many seconds. */
    private void run(int duration) {
        pass(attached, duration);
    }

    /** The game does not answer for so many seconds; what was told meanwhile. */
    private List<Alert> stand(int duration) {
        return pass(frozen, duration);
    }

    private List<Alert> pass(LiveState state, int duration) {
        List<Alert> told = new ArrayList<>();
        for (int i = 0; i <= duration; i++) {
            told.addAll(watch.look(state, Optional.empty()));
            seconds++;
        }
        return told;
    }
}
