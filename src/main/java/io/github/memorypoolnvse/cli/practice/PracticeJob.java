package io.github.memorypoolnvse.cli.practice;

import io.github.memorypoolnvse.ManagerContext;
import io.github.memorypoolnvse.cli.CommandException;
import io.github.memorypoolnvse.cli.Console;
import io.github.memorypoolnvse.deploy.DeployTarget;
import io.github.memorypoolnvse.game.Install;
import io.github.memorypoolnvse.plugin.Preset;
import io.github.memorypoolnvse.telemetry.BlockDetails;
import io.github.memorypoolnvse.telemetry.GameState;
import io.github.memorypoolnvse.telemetry.GameWatcher;
import io.github.memorypoolnvse.telemetry.SampleSink;
import io.github.memorypoolnvse.telemetry.Snapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The whole main job on the practice game: install it, run it, read it, draw it, compare what the plugin counted
 * with what really happened, take the plugin out again and check the folder.
 */
final class PracticeJob {

    private static final Duration ATTACH_LIMIT = Duration.ofSeconds(20);
    private static final Duration END_LIMIT = Duration.ofSeconds(60);
    private static final Duration STEP = Duration.ofMillis(50);
    /** How long the game runs on after its workload, so that its last values are read at rest. */
    private static final int HOLD_SECONDS = 2;
    /** The workload outlasts the sampling by this, for the start and the picture. */
    private static final int MARGIN_SECONDS = 3;

    private final ManagerContext context;
    private final Dashboard dashboard;
    private final Console console;
    private final PracticePlaces places;

    PracticeJob(ManagerContext context, Dashboard dashboard, Console console, PracticePlaces places) {
        this.context = context;
        this.dashboard = dashboard;
        this.console = console;
        this.places = places;
    }

    /** Runs it all in {@code folder}, which does not exist yet. */
    PracticeResult run(Path folder, String presetName, Duration sampling, List<String> options)
            throws IOException, InterruptedException, CommandException {
        PracticeGame.copyTo(places.builtGame(), folder);
        Install install = context.detector().inspect(folder)
                .orElseThrow(() -> new CommandException("cli.practice.notFound", folder));
        console.say("cli.practice.detected", install.store().title(), folder);
        FolderFingerprint before = fingerprint(folder);

        Preset preset = context.presets().find(presetName)
                .orElseThrow(() -> new CommandException("cli.practice.noPreset", presetName));
        DeployTarget target = new DeployTarget.GameFolder(install);
        context.deployment().apply(target, context.deployment().planInstall(target, preset));
        console.say("cli.practice.installed", presetName);

        dashboard.prepare();
        Observation seen = play(folder, sampling, options);

        context.deployment().apply(target, context.deployment().planUninstall(target));
        SortedSet<String> changed = before.differences(fingerprint(folder));
        if (changed.isEmpty()) {
            console.say("cli.practice.uninstalled");
        } else {
            console.say("cli.practice.folderDiffers", changed);
        }
        return new PracticeResult(presetName, seen.samples(), seen.last(), seen.details(), seen.truth(),
                Comparison.of(seen.last(), seen.truth(), takesScrapHeap(seen.details())), changed);
    }

    private static boolean takesScrapHeap(BlockDetails details) {
        return "on".equals(details.property("scrapHeap"));
    }

    private static FolderFingerprint fingerprint(Path folder) throws IOException {
        return FolderFingerprint.of(folder, name -> !PracticeGame.OWN_FILES.contains(name));
    }

    private record Observation(long samples, Snapshot last, BlockDetails details,
            PracticeTruth truth) {
    }

    private Observation play(Path folder, Duration sampling, List<String> options)
            throws IOException, InterruptedException, CommandException {
        List<String> arguments = new ArrayList<>(List.of("--seconds",
                Long.toString(sampling.toSeconds() + MARGIN_SECONDS), "--hold", Integer.toString(HOLD_SECONDS)));
        arguments.addAll(options);
        AtomicLong samples = new AtomicLong();
        try (PracticeGame game = PracticeGame.start(folder, places.winePrefix(), arguments);
                GameWatcher watcher = context.newWatcher(game.process().pid())) {
            watcher.addSink(dashboard);
            watcher.addSink(new SampleSink() {
                @Override
                public void sample(long serial, long timeNanos, long[] values) {
                    samples.incrementAndGet();
                }
            });
            watcher.start();
            awaitAttached(watcher, game);
            console.say("cli.practice.attached", game.process().pid(), sampling.toSeconds());
            long enough = sampling.toMillis() / 100;
            while (samples.get() < enough && game.process().isAlive()) {
                Thread.sleep(STEP);
            }
            dashboard.picture(watcher.state(), places.picture());
            if (!game.awaitEnd(END_LIMIT)) {
                throw new CommandException("cli.practice.didNotEnd", END_LIMIT.toSeconds());
            }
            awaitGone(watcher);
            Snapshot last = watcher.snapshot().orElseThrow(() -> new CommandException("cli.practice.noSample"));
            return new Observation(samples.get(), last, watcher.details(), game.truth());
        }
    }

    private static void awaitAttached(GameWatcher watcher, PracticeGame game)
            throws InterruptedException, CommandException {
        long limit = System.nanoTime() + ATTACH_LIMIT.toNanos();
        while (!(watcher.state() instanceof GameState.Attached)) {
            if (System.nanoTime() > limit || !game.process().isAlive()) {
                throw new CommandException("cli.practice.notAttached", watcher.state());
            }
            Thread.sleep(STEP);
        }
    }

    private static void awaitGone(GameWatcher watcher) throws InterruptedException, CommandException {
        long limit = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (!(watcher.state() instanceof GameState.Gone)) {
            if (System.nanoTime() > limit) {
                throw new CommandException("cli.practice.endNotSeen", watcher.state());
            }
            Thread.sleep(STEP);
        }
    }
}
