package io.github.memorypoolnvse.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.ui.live.AlertMetric;
import io.github.memorypoolnvse.ui.live.AlertRule;
import io.github.memorypoolnvse.ui.live.Feed;
import io.github.memorypoolnvse.ui.live.PlausibleRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlertRulesViewModelTest {

    private static final double MB = 1 << 20;

    private final List<List<AlertRule>> kept = new ArrayList<>();
    private final AlertRulesViewModel model = model(Locale.ENGLISH, Optional.empty());

    @Test
    void thresholdsAreReadAndWrittenInTheUnitAPersonThinksIn() {
        assertThat(model.raise(0)).isEqualTo("64");
        assertThat(model.raiseUnit(0)).isEqualTo("MB");
        assertThat(model.clearUnit(2)).isEqualTo("s");

        assertThat(model.raise(0, "80.5")).isEmpty();

        assertThat(model.rules().getFirst().raise()).isEqualTo(80.5 * MB);
        assertThat(model.rules().getFirst().clear()).as("keeps its distance").isEqualTo(112.5 * MB);
        assertThat(kept.getLast()).isEqualTo(model.rules());
    }

    @Test
    void numbersAreReadAsTheLanguageWritesThem() {
        AlertRulesViewModel german = model(Locale.GERMAN, Optional.empty());

        assertThat(german.raise(0, "80,5")).isEmpty();

        assertThat(german.rules().getFirst().raise()).isEqualTo(80.5 * MB);
        assertThat(german.raise(0)).isEqualTo("80,5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "many", "-1", "12x", "63"})
    void aSecondThresholdThatCannotBeIsRefused(String typed) {
        assertThat(model.clear(0, typed)).hasValueSatisfying(why -> assertThat(why).contains("63".equals(typed) ? "64 MB"
                : "“" + typed + "”"));

        assertThat(model.rules()).isEqualTo(AlertRule.STANDARD);
        assertThat(kept).isEmpty();
    }

    @Test
    void everyTestSaysWhyThresholdsCannotBe() {
        model.test(0, AlertRule.Test.ABOVE);
        assertThat(model.clear(0, "65")).hasValueSatisfying(why -> assertThat(why).contains("64 MB"));
        assertThat(model.raise(2, "0")).isPresent();
        assertThat(model.clear(2, "0")).isEmpty();
    }

    @Test
    void aRuleIsAddedTurnedOffAndRemovedAndTheStandardComesBack() {
        model.add();
        assertThat(model.rules()).hasSize(AlertRule.STANDARD.size() + 1);
        model.watch(5, false);
        assertThat(kept.getLast().get(5).on()).isFalse();
        model.remove(0);
        assertThat(kept.getLast()).hasSize(5).doesNotContain(AlertRule.STANDARD.getFirst());

        model.reset();

        assertThat(kept.getLast()).isEqualTo(AlertRule.STANDARD);
    }

    @Test
    void anotherMetricKeepsTheNumbersInItsOwnUnit() {
        assertThat(model.choose(0, "Frame time")).isEmpty();

        assertThat(model.rules().getFirst().metric()).isEqualTo("frame.average");
        assertThat(model.raise(0)).isEqualTo("64");
        assertThat(model.raiseUnit(0)).isEqualTo("ms");
        assertThat(model.rules().getFirst().raise()).isEqualTo(64e6);
    }

    @Test
    void anIdNobodyKnowsYetMayBeTypedAndOtherWordsNot() {
        assertThat(model.choose(0, "some.future_metric")).isEmpty();
        assertThat(model.rules().getFirst().metric()).isEqualTo("some.future_metric");

        assertThat(model.choose(0, "Not a metric!")).hasValueSatisfying(why -> assertThat(why).contains("Not a metric!"));
        assertThat(model.rules().getFirst().metric()).isEqualTo("some.future_metric");
    }

    @Test
    void turningATestAroundKeepsTheThresholdsApart() {
        model.test(0, AlertRule.Test.ABOVE);
        assertThat(model.rules().getFirst().clear()).isEqualTo(32 * MB);

        model.test(0, AlertRule.Test.RISES);
        assertThat(model.raise(0)).isEqualTo("1");
        assertThat(model.clear(0)).isEqualTo("60");

        model.test(0, AlertRule.Test.BELOW);
        assertThat(model.rules().getFirst().clear()).isEqualTo(model.rules().getFirst().raise());
    }

    @Test
    void aRunningGamesMetricsAreOfferedByTheirLabels() {
        PlausibleRun run = new PlausibleRun(2, 10, 1);

        assertThat(model(Locale.ENGLISH, Optional.of(run)).metrics()).extracting(AlertMetric::id)
                .containsAll(run.channels().stream().map(each -> each.name()).toList());
    }

    private AlertRulesViewModel model(Locale locale, Optional<Feed> feed) {
        return new AlertRulesViewModel(AlertRule.STANDARD, kept::add, () -> feed, new Texts(locale));
    }
}
