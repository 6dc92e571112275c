package io.github.memorypoolnvse.cli;

import io.github.memorypoolnvse.InstallBadge;
import io.github.memorypoolnvse.ManagerContext;
import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.game.Install;
import io.github.memorypoolnvse.game.health.Finding;
import io.github.memorypoolnvse.game.health.Fix;
import io.github.memorypoolnvse.game.health.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what state an install is in; exit status 1 when something keeps it from working. */
@Command(name = "health", mixinStandardHelpOptions = true)
final class HealthCommand implements Callable<Integer> {

    private final ManagerContext context;
    private final Console console;

    @Parameters(arity = "0..1", paramLabel = "FOLDER", descriptionKey = "cli.option.folder")
    private @Nullable Path folder;

    @Option(names = "--unblock", descriptionKey = "cli.option.unblock")
    private boolean unblock;

    @Option(names = "--make-writable", descriptionKey = "cli.option.makeWritable")
    private boolean makeWritable;

    HealthCommand(ManagerContext context, Console console) {
        this.context = context;
        this.console = console;
    }

    @Override
    public Integer call() throws CommandException, IOException {
        Install install = new InstallChoice(context).choose(folder);
        Texts texts = console.texts();
        console.say("cli.health.title", new InstallBadge(texts).of(install), install.folder());
        if (unblock) {
            context.unblock(install);
        }
        if (makeWritable) {
            context.makeWritable(install);
        }
        List<Finding> findings = context.examination().examine(install);
        for (Finding finding : findings) {
            String severity = texts.of("health.severity." + finding.severity().name().toLowerCase(Locale.ROOT));
            console.say("cli.health.finding", severity, texts.of(finding.textKey(), finding.arguments()));
            if (finding.severity() != Severity.GOOD) {
                console.say("cli.health.why", texts.of(finding.whyKey(), finding.arguments()));
                finding.fix().flatMap(Fix::page).ifPresent(page -> console.say("cli.health.why", page.toString()));
            }
        }
        return findings.stream().anyMatch(finding -> finding.severity() == Severity.PROBLEM) ? 1 : 0;
    }
}
