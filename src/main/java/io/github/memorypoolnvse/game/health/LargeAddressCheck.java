package io.github.memorypoolnvse.game.health;

import io.github.memorypoolnvse.game.ExecutableFacts;
import io.github.memorypoolnvse.game.Install;
import io.github.memorypoolnvse.game.Variant;
import io.github.memorypoolnvse.game.WinePrefix;
import java.util.List;

/** Whether the game will have 4 GB of address space (engine facts 5). */
public final class LargeAddressCheck implements HealthCheck {

    @Override
    public String id() {
        return "largeAddress";
    }

    @Override
    public List<Finding> check(Install install) {
        ExecutableFacts executable = install.executable();
        boolean proton = install.prefix().filter(prefix -> prefix.runner() == WinePrefix.Runner.PROTON).isPresent();
        if (executable.variant() == Variant.UNREADABLE || executable.variant() == Variant.UNKNOWN) {
            return List.of();
        }
        if (executable.largeAddressAware()) {
            return List.of(Finding.of(Severity.GOOD, "largeAddress.set"));
        }
        if (proton) {
            return List.of(Finding.of(Severity.GOOD, "largeAddress.proton"));
        }
        return List.of(executable.variant() == Variant.STEAM_WRAPPED
                ? Finding.of(Severity.WARNING, "largeAddress.wrapped").mendedBy(Fix.GET_PATCHER)
                : Finding.of(Severity.WARNING, "largeAddress.clear").mendedBy(Fix.SET_LARGE_ADDRESS));
    }
}
