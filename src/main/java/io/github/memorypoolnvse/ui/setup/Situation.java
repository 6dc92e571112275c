package io.github.memorypoolnvse.ui.setup;

import io.github.memorypoolnvse.deploy.PluginState;
import io.github.memorypoolnvse.game.Install;
import io.github.memorypoolnvse.game.health.Finding;
import io.github.memorypoolnvse.game.health.Severity;
import io.github.memorypoolnvse.plugin.Preset;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the Setup page knows at one moment, and what follows from it.
 *
 * @param install       the one shown; null for none
 * @param examined      what it is like; null while that is unknown
 * @param chosen        the preset offered; null while there is none
 * @param playing       whether a game runs
 * @param launchSettled whether the person was told how the game is started
 */
record Situation(@Nullable Install install, @Nullable Examined examined, @Nullable Preset chosen, boolean playing,
        boolean launchSettled) {

    private static final long GIGABYTE = 1L << 30;

    PluginState state() {
        return examined == null ? PluginState.ABSENT : examined.state();
    }

    Optional<Preset> inPlace() {
        return examined == null ? Optional.empty() : examined.inPlace();
    }

    /** The one right thing to do. */
    NextStep step() {
        if (install == null) {
            return NextStep.CHOOSE;
        }
        if (playing) {
            return NextStep.PLAYING;
        }
        return obstacle().map(found -> found.fix().isPresent() ? NextStep.MEND : NextStep.ELSEWHERE)
                .orElseGet(this::plainStep);
    }

    private NextStep plainStep() {
        return NextStep.of(state(), chosen == null || inPlace().filter(chosen::equals).isPresent());
    }

    /**
     * What must be seen to before the step that would come next: trouble with the game itself before anything, and the
     * way it is started before it is launched.
     */
    Optional<Finding> obstacle() {
        if (examined == null) {
            return Optional.empty();
        }
        Optional<Finding> trouble = examined.findings().stream().filter(Situation::hinders).findFirst();
        return trouble.isPresent() || plainStep() != NextStep.LAUNCH || launchSettled ? trouble
                : examined.findings().stream().filter(finding -> finding.id().startsWith("launch.")).findFirst();
    }

    private static boolean hinders(Finding finding) {
        boolean game = Stream.of("game.", "nvse.", "plugin.spellings", "plugin.settingsUnreadable")
                .anyMatch(finding.id()::startsWith);
        return game && finding.fix().isPresent() && finding.severity() == Severity.PROBLEM;
    }

    /** The budgets of the preset offered, or those in place where it keeps them, in bytes. */
    Map<String, Long> budgets(Preset preset) {
        return preset.keepsValues() && examined != null ? examined.budgets() : preset.budgets();
    }

    /** What the game shown can address, bytes; as much as any can while none is known. */
    long addressSpace() {
        boolean small = examined != null && examined.findings().stream().noneMatch(finding ->
                finding.id().startsWith("largeAddress") && finding.severity() == Severity.GOOD);
        return small ? 2 * GIGABYTE : 4 * GIGABYTE;
    }
}
