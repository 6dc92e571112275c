package io.github.memorypoolnvse.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How far a command that changes files may go without asking; shared by those commands. */
final class Consent {

    private final boolean given;

    /**
     * @param given true for a command whose change is so small that typing it is consent
     */
    Consent(boolean given) {
        this.given = given;
    }

    @Option(names = "--dry-run", descriptionKey = "cli.option.dryRun")
    private boolean dryRun;

    @Option(names = "--yes", descriptionKey = "cli.option.yes")
    private boolean yes;

    /** The digest of the only plan that may be applied; given by a manager that asks for more rights. */
    @Option(names = "--expect", hidden = true)
    private @Nullable String expected;

    boolean dryRun() {
        return dryRun;
    }

    boolean yes() {
        return yes || given;
    }

    /** True when a plan with that digest may be applied. */
    boolean allows(String digest) {
        return expected == null || expected.equals(digest);
    }

    /** True for the manager that runs with more rights already. */
    boolean elevated() {
        return expected != null;
    }
}
