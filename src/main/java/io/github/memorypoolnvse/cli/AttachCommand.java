package io.github.memorypoolnvse.cli;

import io.github.memorypoolnvse.ManagerContext;
import io.github.memorypoolnvse.telemetry.Attachment;
import io.github.memorypoolnvse.telemetry.BlockDetails;
import io.github.memorypoolnvse.telemetry.GameListener;
import io.github.memorypoolnvse.telemetry.GameState;
import io.github.memorypoolnvse.telemetry.GameWatcher;
import io.github.memorypoolnvse.telemetry.PluginMode;
import io.github.memorypoolnvse.telemetry.Snapshot;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** Attaches to the running game and prints its key figures once a second until it ends. */
@Command(name = "attach", mixinStandardHelpOptions = true)
final class AttachCommand implements Callable<Integer> {

    private static final Duration LINE_EVERY = Duration.ofSeconds(1);
    private static final long MEGABYTE = 1 << 20;

    private final ManagerContext context;
    private final Console console;

    @Option(names = "--seconds", paramLabel = "N", descriptionKey = "cli.option.attachSeconds")
    private @Nullable Integer seconds;

    @Option(names = "--wait", paramLabel = "N", defaultValue = "10", descriptionKey = "cli.option.attachWait")
    private int wait;

    @Option(names = "--pid", paramLabel = "N", descriptionKey = "cli.option.attachPid")
    private @Nullable Long pid;

    @Option(names = "--json", descriptionKey = "cli.option.attachJson")
    private boolean json;

    AttachCommand(ManagerContext context, Console console) {
        this.context = context;
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        try (GameWatcher watcher = pid == null ? context.newWatcher() : context.newWatcher(pid)) {
            if (!json) {
                watcher.addListener(new Announcer());
            }
            watcher.start();
            if (!awaitGame(watcher)) {
                if (json) {
                    console.complain(words(watcher.state()));
                }
                return 1;
            }
            follow(watcher);
            return 0;
        }
    }

    private boolean awaitGame(GameWatcher watcher) throws InterruptedException {
        long limit = System.nanoTime() + Duration.ofSeconds(wait).toNanos();
        while (watcher.snapshot().isEmpty()) {
            if (System.nanoTime() > limit) {
                return false;
            }
            Thread.sleep(50);
        }
        return true;
    }

    private void follow(GameWatcher watcher) throws InterruptedException {
        long end = seconds == null ? Long.MAX_VALUE : System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        @Nullable Snapshot last = null;
        while (true) {
            Snapshot now = watcher.snapshot().orElseThrow();
            if (last == null || now.serial() != last.serial()) {
                print(last, now);
                last = now;
            }
            if (watcher.state() instanceof GameState.Gone || System.nanoTime() - end >= 0 && seconds != null) {
                return;
            }
            Thread.sleep(LINE_EVERY);
        }
    }

    private void print(@Nullable Snapshot before, Snapshot now) {
        if (json) {
            console.print(JsonMapper.shared().writeValueAsString(now.byId()));
            return;
        }
        console.say("cli.attach.line", rate(before, now), megabytes(now, "total.live_bytes"),
                megabytes(now, "total.peak_bytes"), now.value("total.fallbacks").orElse(0),
                megabytes(now, "address.free"), megabytes(now, "address.largest_hole"),
                now.value("frame.average").orElse(0) / 1e6);
    }

    private static long rate(@Nullable Snapshot before, Snapshot now) {
        if (before == null || now.timeNanos() <= before.timeNanos()) {
            return 0;
        }
        long made = now.value("total.allocations").orElse(0) - before.value("total.allocations").orElse(0);
        return (long) (made / ((now.timeNanos() - before.timeNanos()) / 1e9));
    }

    private static long megabytes(Snapshot snapshot, String metric) {
        OptionalLong value = snapshot.value(metric);
        return value.orElse(0) / MEGABYTE;
    }

    private String words(GameState state) {
        return switch (state) {
            case GameState.NotRunning _ -> console.texts().of("cli.attach.notRunning");
            case GameState.RunningWithoutPlugin(var game) -> console.texts().of("cli.attach.withoutPlugin", pid(game.pid()));
            case GameState.WaitingForFirstSample(var game) -> console.texts().of("cli.attach.waiting", pid(game.pid()));
            case GameState.Attached(var attachment, PluginMode mode) -> console.texts()
                    .of("cli.attach.attached." + mode.name().toLowerCase(Locale.ROOT), pid(attachment.game().pid()));
            case GameState.Frozen(var attachment, _) -> console.texts().of("cli.attach.frozen", pid(attachment.game().pid()));
            case GameState.Closing _ -> console.texts().of("cli.attach.closing");
            case GameState.Gone(_, GameState.Gone.How how) -> console.texts()
                    .of("cli.attach.gone." + how.name().toLowerCase(Locale.ROOT));
            case GameState.ForeignBlock(_, String reason) -> console.texts().of("cli.attach.foreign", reason);
            case GameState.NewerBlock(_, int major) -> console.texts().of("cli.attach.newer", major);
            case GameState.NoPermission(_, String reason) -> console.texts().of("cli.attach.denied", reason);
        };
    }

    private static String pid(long pid) {
        return Long.toString(pid);
    }

    /** Says each new state, and why the plugin observes when it does. */
    private final class Announcer implements GameListener {

        private String reason = "";

        @Override
        public void stateChanged(GameState state) {
            console.print(words(state));
        }

        @Override
        public void detailsChanged(Attachment attachment, BlockDetails details) {
            String now = details.property("mode.reason");
            if (!now.isEmpty() && !now.equals(reason)) {
                console.say("cli.attach.reason", now);
            }
            reason = now;
        }
    }
}
