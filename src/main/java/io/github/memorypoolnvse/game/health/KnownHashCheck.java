package io.github.memorypoolnvse.game.health;

import io.github.memorypoolnvse.game.Install;
import io.github.memorypoolnvse.game.KnownExecutables;
import io.github.memorypoolnvse.game.Variant;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Whether the executable is one that other tools list too; an unlisted one is shown with its hash. */
public final class KnownHashCheck implements HealthCheck {

    @Override
    public String id() {
        return "hash";
    }

    @Override
    public List<Finding> check(Install install) throws IOException {
        Variant variant = install.executable().variant();
        if (variant == Variant.UNREADABLE || variant == Variant.PRACTICE || variant == Variant.UNKNOWN) {
            return List.of();
        }
        String sha1 = KnownExecutables.sha1(install.executable().file());
        return List.of(KnownExecutables.origin(sha1)
                .map(origin -> Finding.of(Severity.GOOD, "hash." + origin.name().toLowerCase(Locale.ROOT)))
                .orElse(Finding.of(Severity.INFO, "hash.unlisted", sha1)));
    }
}
