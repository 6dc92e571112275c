package io.github.memorypoolnvse.cli;

import io.github.memorypoolnvse.ManagerContext;
import io.github.memorypoolnvse.deploy.DeployException;
import io.github.memorypoolnvse.deploy.DeployTarget;
import io.github.memorypoolnvse.deploy.Plan;
import io.github.memorypoolnvse.deploy.PlannedFile;
import io.github.memorypoolnvse.deploy.PlannedFile.Action;
import java.io.IOException;
import java.util.List;

/** Shows a plan, asks, and applies it. */
final class PlanApplication {

    private final ManagerContext context;
    private final Console console;

    PlanApplication(ManagerContext context, Console console) {
        this.context = context;
        this.console = console;
    }

    /**
     * Runs one plan.
     *
     * @param words the command that makes this plan again, for a manager with more rights
     * @param done  key of the sentence for success
     * @return the exit status
     */
    int run(DeployTarget target, Plan plan, Consent consent, List<String> words, String done)
            throws IOException, CommandException {
        new PlanPrinter(console).print(plan);
        if (consent.dryRun()) {
            console.say("cli.plan.dryRun");
            return 0;
        }
        if (!consent.allows(plan.digest())) {
            throw new CommandException("deploy.error.planOutdated");
        }
        if (!plan.empty() && !consent.yes() && !console.confirm("cli.plan.confirm")) {
            console.say("cli.plan.declined");
            return 1;
        }
        apply(target, plan, consent, words);
        for (PlannedFile file : plan.files()) {
            if (file.action() == Action.LEAVE) {
                console.say("cli.plan.left", file.file());
            }
        }
        console.say(plan.empty() ? "cli.plan.nothing" : done);
        return 0;
    }

    private void apply(DeployTarget target, Plan plan, Consent consent, List<String> words)
            throws IOException, CommandException {
        try {
            context.deployment().apply(target, plan);
        } catch (DeployException refused) {
            if (!refused.accessDenied() || consent.elevated() || !context.elevated().available()) {
                throw refused;
            }
            console.say("cli.plan.elevating");
            if (!context.elevated().apply(plan, words)) {
                throw new CommandException("cli.error.elevated");
            }
        }
    }
}
