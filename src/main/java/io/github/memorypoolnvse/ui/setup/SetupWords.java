package io.github.memorypoolnvse.ui.setup;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.deploy.Fingerprint;
import io.github.memorypoolnvse.deploy.Plan;
import io.github.memorypoolnvse.deploy.PlannedFile;
import io.github.memorypoolnvse.game.health.Finding;
import io.github.memorypoolnvse.plugin.Preset;
import io.github.memorypoolnvse.ui.live.Unit;
import io.github.memorypoolnvse.ui.theme.Severity;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Findings, plans, presets and failures in a person's words. */
final class SetupWords {

    private static final long MEGABYTE = 1L << 20;

    private final Texts texts;

    SetupWords(Texts texts) {
        this.texts = texts;
    }

    FindingRow row(Finding finding) {
        Severity severity = switch (finding.severity()) {
            case GOOD -> Severity.GOOD;
            case INFO -> Severity.INFO;
            case WARNING -> Severity.WARNING;
            case PROBLEM -> Severity.BAD;
        };
        String word = texts.of("health.severity." + finding.severity().name().toLowerCase(Locale.ROOT));
        return new FindingRow(severity, word, texts.of(finding.textKey(), finding.arguments()),
                texts.of(finding.whyKey(), finding.arguments()), finding.fix().orElse(null),
                finding.fixKey().map(texts::of).orElse(""));
    }

    List<PlanRow> rows(Plan plan) {
        return plan.files().stream().map(this::row).toList();
    }

    private PlanRow row(PlannedFile file) {
        Optional<Fingerprint> shown = file.after().or(file::before);
        String replaces = file.action().changes()
                ? file.before().map(before -> texts.of("ui.setup.plan.replaces", size(before))).orElse("") : "";
        return new PlanRow(texts.of("deploy.action." + file.action().name().toLowerCase(Locale.ROOT)), file.path(),
                shown.map(this::size).orElse(""), shown.map(Fingerprint::sha256).orElse(""), replaces,
                file.action().changes());
    }

    private String size(Fingerprint fingerprint) {
        return Unit.BYTES.text(fingerprint.size(), texts.locale());
    }

    /** Each budget of a preset that differs from the engine's own, in one line. */
    String describe(Preset described, Map<String, Long> engineBudgets) {
        if (described.keepsValues() || described.budgets().isEmpty()) {
            return texts.orElse("preset." + described.id(), texts.of("preset.own"));
        }
        return engineBudgets.entrySet().stream()
                .filter(engine -> !engine.getValue().equals(described.budgets().get(engine.getKey())))
                .filter(engine -> described.budgets().containsKey(engine.getKey()))
                .map(engine -> texts.of("ui.setup.budget", texts.orElse("ui.budget." + engine.getKey(), engine.getKey()),
                        engine.getValue() / MEGABYTE, described.budgets().get(engine.getKey()) / MEGABYTE)
                        .replace(' ', '\u00a0'))
                .collect(Collectors.joining("\u00a0· "));
    }
}
