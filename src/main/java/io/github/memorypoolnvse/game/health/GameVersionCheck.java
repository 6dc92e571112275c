package io.github.memorypoolnvse.game.health;

import io.github.memorypoolnvse.game.ExecutableFacts;
import io.github.memorypoolnvse.game.Install;
import io.github.memorypoolnvse.game.Store;
import java.util.List;

/** Whether xNVSE and the plugin know this build of the game (manager facts 1.5). */
public final class GameVersionCheck implements HealthCheck {

    @Override
    public String id() {
        return "game";
    }

    @Override
    public List<Finding> check(Install install) {
        ExecutableFacts executable = install.executable();
        String version = executable.version().map(Object::toString).orElse("?");
        if (install.store() == Store.XBOX) {
            return List.of(Finding.of(Severity.PROBLEM, "game.xbox"));
        }
        return List.of(switch (executable.variant()) {
            case STEAM_WRAPPED -> Finding.of(Severity.GOOD, "game.steam", version);
            case FOUR_GB_PATCHED -> Finding.of(Severity.GOOD, "game.patched", version);
            case PLAIN -> Finding.of(Severity.GOOD,
                    install.store() == Store.EPIC ? "game.epicPatched" : "game.plain", version);
            case PRACTICE -> Finding.of(Severity.GOOD, "game.practice", version);
            case EPIC -> Finding.of(Severity.PROBLEM, "game.epic", version).mendedBy(Fix.GET_EPIC_PATCHER);
            case NO_GORE -> Finding.of(Severity.PROBLEM, "game.noGore");
            case PACKED -> Finding.of(Severity.PROBLEM, "game.packed");
            case OTHER_VERSION -> Finding.of(Severity.PROBLEM, "game.otherVersion", version);
            case UNREADABLE -> Finding.of(Severity.WARNING, "game.unreadable", executable.file());
            case UNKNOWN -> Finding.of(Severity.PROBLEM, "game.unknown", executable.file());
        });
    }
}
