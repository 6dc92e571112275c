package io.github.memorypoolnvse.cli;

import io.github.memorypoolnvse.deploy.Fingerprint;
import io.github.memorypoolnvse.deploy.Plan;
import io.github.memorypoolnvse.deploy.PlannedFile;
import java.nio.file.Path;
import java.util.Locale;

/** Shows a plan: each file, its size and hash, and what it replaces. */
final class PlanPrinter {

    private final Console console;

    PlanPrinter(Console console) {
        this.console = console;
    }

    void print(Plan plan) {
        console.say("cli.plan.title", plan.root());
        for (Path directory : plan.newDirectories()) {
            console.say("cli.plan.directory", directory);
        }
        for (PlannedFile file : plan.files()) {
            String action = console.texts().of("deploy.action." + file.action().name().toLowerCase(Locale.ROOT));
            console.say("cli.plan.file", action, file.path(), file.after().or(file::before).map(this::text).orElse(""));
            if (file.before().isPresent() && file.after().isPresent() && file.action().changes()) {
                console.say("cli.plan.was", text(file.before().get()));
            }
        }
    }

    private String text(Fingerprint fingerprint) {
        return console.texts().of("cli.plan.fingerprint", fingerprint.size(), fingerprint.sha256());
    }
}
