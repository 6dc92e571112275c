package io.github.memorypoolnvse.cli.practice;

import io.github.memorypoolnvse.ManagerContext;
import io.github.memorypoolnvse.cli.CommandException;
import io.github.memorypoolnvse.cli.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Runs the whole main job on the practice game and reports it. Exit status 0 only when all of it held. */
@Command(name = "practice", mixinStandardHelpOptions = true)
public final class PracticeCommand implements Callable<Integer> {

    private final ManagerContext context;
    private final Dashboard dashboard;
    private final Console console;
    private final PracticePlaces places;

    @Option(names = "--seconds", paramLabel = "N", defaultValue = "10", descriptionKey = "cli.practice.option.seconds")
    private int seconds;

    @Option(names = "--preset", paramLabel = "NAME", defaultValue = "Ultra", descriptionKey = "cli.option.preset")
    private String preset = "Ultra";

    @Option(names = "--threads", paramLabel = "N", defaultValue = "4", descriptionKey = "cli.practice.option.threads")
    private int threads;

    public PracticeCommand(ManagerContext context, Dashboard dashboard, Console console) {
        this(context, dashboard, console, PracticePlaces.ofThisBuild());
    }

    PracticeCommand(ManagerContext context, Dashboard dashboard, Console console, PracticePlaces places) {
        this.places = places;
        this.context = context;
        this.dashboard = dashboard;
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException, CommandException {
        if (!Files.exists(places.builtGame().resolve(PracticeGame.EXECUTABLE))) {
            throw places.packaged()
                    ? new CommandException("cli.practice.notPacked")
                    : new CommandException("cli.practice.notBuilt", places.builtGame());
        }
        console.say("cli.practice.title");
        Files.createDirectories(places.output());
        Path temporary = Files.createTempDirectory("memorypool-practice");
        try {
            PracticeResult result = new PracticeJob(context, dashboard, console, places).run(
                    temporary.resolve("game"), preset, Duration.ofSeconds(seconds),
                    List.of("--threads", Integer.toString(threads), "--command", "IsMemoryPoolActive", "--command",
                            "GetPatchCount"));
            Files.write(places.summary(), JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build()
                    .writeValueAsBytes(result.summary()));
            print(result);
            console.say("cli.practice.picture", places.picture());
            console.say("cli.practice.summary", places.summary());
            console.say(result.passed() ? "cli.practice.passed" : "cli.practice.failed");
            return result.passed() ? 0 : 1;
        } finally {
            delete(temporary);
        }
    }

    private void print(PracticeResult result) {
        console.print("");
        for (String metric : List.of("allocations", "frees", "live_bytes", "peak_bytes", "fallbacks")) {
            line(console.texts().of("cli.practice.row." + metric), number(result.value("total." + metric)), "");
        }
        line(console.texts().of("cli.practice.row.patches"), number(result.patchesApplied()), "");
        line(console.texts().of("cli.practice.row.samples"), number(result.samples()), "");
        console.print("");
        line(console.texts().of("cli.practice.row.budget"), console.texts().of("cli.practice.row.before"),
                console.texts().of("cli.practice.row.now"));
        result.details().budgets()
                .forEach(budget -> line(budget.name(), number(budget.before()), number(budget.now())));
        console.print("");
        line(console.texts().of("cli.practice.row.compared"), console.texts().of("cli.practice.row.plugin"),
                console.texts().of("cli.practice.row.truth"));
        result.comparisons().forEach(row -> line(row.metric() + (row.equal() ? "" : "  !"), number(row.counted()),
                number(row.truth())));
        line(console.texts().of("cli.practice.row.blocks"), number(result.truth().blocksChecked()),
                console.texts().of("cli.practice.row.corrupt", result.truth().blocksCorrupt()));
        console.print("");
    }

    private String number(long value) {
        return String.format(console.texts().locale(), "%,d", value);
    }

    private void line(String name, String first, String second) {
        console.print(String.format(Locale.ROOT, "  %-38s %18s %18s", name, first, second).stripTrailing());
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
