package io.github.memorypoolnvse.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PresetsTest {

    private static final long MEGABYTE = 1 << 20;

    private final Presets presets = bundled();

    @Test
    void areTheSixOnesInOrder() {
        assertThat(presets.presets()).extracting(Preset::id)
                .containsExactly("Vanilla", "Recommended", "Aggressive", "Ultra", "Extreme", "Custom");
        assertThat(presets.find("uLTRA")).isPresent();
        assertThat(presets.find("none")).isEmpty();
    }

    @Test
    void nameOnlyTheEnginesBudgetsAndNeverFallBelowThePresetBefore() {
        List<Preset> raising = presets.presets().stream().filter(preset -> !preset.budgets().isEmpty()).toList();
        assertThat(raising).hasSize(4);
        Map<String, Long> before = presets.engineDefaults();
        for (Preset preset : raising) {
            assertThat(preset.budgets().keySet()).containsExactlyElementsOf(presets.engineDefaults().keySet());
            for (Map.Entry<String, Long> budget : preset.budgets().entrySet()) {
                assertThat(budget.getValue()).as("%s of %s", budget.getKey(), preset.id())
                        .isGreaterThan(before.get(budget.getKey()))
                        .isLessThanOrEqualTo(512 * MEGABYTE);
            }
            before = preset.budgets();
        }
    }

    @Test
    void areDocumentedValueByValue() throws IOException {
        String page = Files.readString(Path.of("docs/presets.md"), StandardCharsets.UTF_8);
        for (Map.Entry<String, Long> budget : presets.engineDefaults().entrySet()) {
            StringBuilder row = new StringBuilder("| `" + budget.getKey() + "` | " + budget.getValue() / MEGABYTE);
            presets.presets().stream().filter(preset -> !preset.budgets().isEmpty())
                    .forEach(preset -> row.append(" | ").append(preset.budgets().get(budget.getKey()) / MEGABYTE));
            assertThat(page).contains(row + " |");
        }
    }

    private static Presets bundled() {
        try {
            return Presets.bundled();
        } catch (IOException missing) {
            throw new AssertionError(missing);
        }
    }
}
