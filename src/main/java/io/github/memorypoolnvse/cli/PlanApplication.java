package io.github.memorypoolnvse.cli;

import io.github.memorypoolnvse.ManagerContext;
import io.github.memorypoolnvse.deploy.DeployTarget;
import io.github.memorypoolnvse.deploy.Plan;
import io.github.memorypoolnvse.deploy.PlannedFile;
import io.github.memorypoolnvse.deploy.PlannedFile.Action;
import java.io.IOException;

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
     * @param dryRun only shows it
     * @param yes    does not ask
     * @param done   key of the sentence for success
     * @return the exit status
     */
    int run(DeployTarget target, Plan plan, boolean dryRun, boolean yes, String done) throws IOException {
        new PlanPrinter(console).print(plan);
        if (dryRun) {
            console.say("cli.plan.dryRun");
            return 0;
        }
        if (!plan.empty() && !yes && !console.confirm("cli.plan.confirm")) {
            console.say("cli.plan.declined");
            return 1;
        }
        context.deployment().apply(target, plan);
        for (PlannedFile file : plan.files()) {
            if (file.action() == Action.LEAVE) {
                console.say("cli.plan.left", file.file());
            }
        }
        console.say(plan.empty() ? "cli.plan.nothing" : done);
        return 0;
    }
}
