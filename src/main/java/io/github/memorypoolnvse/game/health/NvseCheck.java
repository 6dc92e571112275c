package io.github.memorypoolnvse.game.health;

import io.github.memorypoolnvse.format.FileVersion;
import io.github.memorypoolnvse.game.Install;
import io.github.memorypoolnvse.game.Variant;
import java.util.ArrayList;
import java.util.List;

/** Whether xNVSE is there, of one piece, and new enough to load the plugin before the game's heap exists. */
public final class NvseCheck implements HealthCheck {

    /** The first version that calls NVSEPlugin_Preload (engine facts 1.4). */
    private static final FileVersion EARLY_LOADING = new FileVersion(0, 6, 3, 6);
    /** The first whose loader does so for an executable that is neither Steam's nor patched. */
    private static final FileVersion EARLY_LOADING_EVERYWHERE = new FileVersion(0, 6, 4, 5);

    @Override
    public String id() {
        return "nvse";
    }

    @Override
    public List<Finding> check(Install install) {
        NvseFiles files = NvseFiles.in(install.folder());
        if (files.library().isEmpty()) {
            return List.of(Finding.of(Severity.PROBLEM, "nvse.missing").mendedBy(Fix.GET_XNVSE));
        }
        List<Finding> findings = new ArrayList<>();
        FileVersion version = files.library().get();
        findings.add(early(install, version)
                ? Finding.of(Severity.GOOD, "nvse.early", NvseFiles.name(version))
                : Finding.of(Severity.PROBLEM, "nvse.late", NvseFiles.name(version)).mendedBy(Fix.GET_XNVSE));
        if (!files.has(NvseFiles.STEAM_LOADER)) {
            findings.add(Finding.of(Severity.PROBLEM, "nvse.noSteamLoader").mendedBy(Fix.GET_XNVSE));
        }
        if (!files.has(NvseFiles.LOADER) && !install.executable().variant().startsNvse()) {
            findings.add(Finding.of(Severity.PROBLEM, "nvse.noLoader").mendedBy(Fix.GET_XNVSE));
        }
        if (!files.agree()) {
            findings.add(Finding.of(Severity.WARNING, "nvse.mixed", files.listed()).mendedBy(Fix.GET_XNVSE));
        }
        return findings;
    }

    private static boolean early(Install install, FileVersion version) {
        FileVersion needed = install.executable().variant() == Variant.PLAIN
                ? EARLY_LOADING_EVERYWHERE
                : EARLY_LOADING;
        return version.compareTo(needed) >= 0;
    }
}
