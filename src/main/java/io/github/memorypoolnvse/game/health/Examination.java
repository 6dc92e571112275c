package io.github.memorypoolnvse.game.health;

import io.github.memorypoolnvse.game.Install;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks every check about an install; a check that fails says so and the others go on. */
public final class Examination {

    private static final Logger LOG = LoggerFactory.getLogger(Examination.class);

    private final List<HealthCheck> checks;

    public Examination(List<HealthCheck> checks) {
        this.checks = List.copyOf(checks);
    }

    /** Every finding, in the checks' order. Blocking. */
    public List<Finding> examine(Install install) {
        List<Finding> findings = new ArrayList<>();
        for (HealthCheck check : checks) {
            try {
                findings.addAll(check.check(install));
            } catch (IOException | RuntimeException failed) {
                LOG.debug("check {} failed", check.id(), failed);
                findings.add(Finding.of(Severity.INFO, "unchecked", check.id(),
                        Objects.toString(failed.getMessage(), failed.getClass().getSimpleName())));
            }
        }
        return findings;
    }
}
