package io.github.memorypoolnvse.ui.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.telemetry.BlockDetails;
import io.github.memorypoolnvse.telemetry.PluginMode;
import io.github.memorypoolnvse.ui.theme.Severity;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A plugin that only observes says so, and why, wherever the state is shown. */
class ObservingTest {

    private final Feed run = new PlausibleRun(2, 10, 1);

    private LiveState state(PluginMode mode, String reason) {
        Map<String, String> properties = reason.isEmpty() ? Map.of() : Map.of("mode.reason", reason);
        return LiveState.attached(7, run, mode, new BlockDetails(properties, List.of(), List.of()));
    }

    private LiveViewModel model(Locale language, LiveState state) {
        LiveViewModel model = new LiveViewModel(new Texts(language));
        model.update(state);
        return model;
    }

    @Test
    void anActivePluginIsAttached() {
        LiveState state = state(PluginMode.ACTIVE, "");
        assertThat(state).isInstanceOf(LiveState.Attached.class);
        assertThat(model(Locale.ENGLISH, state).status()).isEqualTo("Attached");
    }

    @Test
    void observingIsTakenFromTheModeOrFromItsReason() {
        assertThat(state(PluginMode.OBSERVE, "")).isEqualTo(new LiveState.Observing(7, run, ""));
        assertThat(state(PluginMode.ACTIVE, "another plugin")).isEqualTo(new LiveState.Observing(7, run, "another plugin"));
        assertThat(state(PluginMode.OBSERVE, "why").severity()).isEqualTo(Severity.WARNING);
        assertThat(state(PluginMode.OBSERVE, "why").counting()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | the plugin is switched off in MemoryPoolNVSE.ini | Observing only: the plugin is switched off in its settings
            en | xNVSE did not call Preload (6.3.6 or newer does), so the heap was in use already | Observing only: xNVSE is older than 6.3.6, so the plugin came too late for the heap
            en | a byte differs at 00AA3E40 | Observing only: a byte differs at 00AA3E40
            de | the heap is switched off in MemoryPoolNVSE.ini | Nur Beobachtung: der Heap ist in den Einstellungen des Plugins abgeschaltet
            """)
    void theReasonIsInTheStatusAndTheBanner(String language, String said, String expected) {
        LiveViewModel model = model(Locale.of(language), state(PluginMode.OBSERVE, said));
        assertThat(model.status()).isEqualTo(expected);
        assertThat(model.banner()).startsWith(expected).contains("7");
        assertThat(model.hasGraphs()).isTrue();
    }

    @Test
    void withoutAReasonTheModeAloneIsSaid() {
        assertThat(model(Locale.ENGLISH, state(PluginMode.OBSERVE, "")).status()).isEqualTo("Observing only");
    }
}
