package io.github.memorypoolnvse.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.memorypoolnvse.cli.practice.PracticeGame;
import io.github.memorypoolnvse.platform.LivePlatform;
import io.github.memorypoolnvse.telemetry.GameState;
import io.github.memorypoolnvse.telemetry.GameWatcher;
import io.github.memorypoolnvse.telemetry.SampleSink;
import io.github.memorypoolnvse.telemetry.Ticker;
import io.github.memorypoolnvse.telemetry.WatchTiming;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The manager's watch on the practice game as a player would meet it: from the first frame, late, killed, hung. */
@Timeout(180)
class LiveIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration NOTICED_WITHIN = Duration.ofSeconds(2);

    @TempDir
    private Path temporary;

    private final Set<Long> ours = ConcurrentHashMap.newKeySet();

    /** Sees the games of this test alone, whatever else runs on the machine. */
    private GameWatcher watch(SampleSink sink) {
        LivePlatform platform = LivePlatform.current().only(ours::contains);
        GameWatcher watcher = new GameWatcher(platform.processes(), platform.blocks(),
                WatchTiming.standard(), Ticker.system());
        watcher.addSink(sink);
        watcher.start();
        return watcher;
    }

    private PracticeGame start(PracticeInstall install, String... options) throws Exception {
        PracticeGame game = install.start(options);
        ours.add(game.process().pid());
        return game;
    }

    private static Duration until(GameWatcher watcher, Class<? extends GameState> wanted) {
        long begin = System.nanoTime();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(() -> wanted.isInstance(watcher.state()));
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private static void signal(PracticeGame game, String name) throws Exception {
        new ProcessBuilder("kill", "-" + name, Long.toString(game.process().pid())).start().waitFor();
    }

    private static final class History implements SampleSink {

        final Map<Long, String> samples = new TreeMap<>();

        @Override
        public synchronized void sample(long serial, long timeNanos, long[] values) {
            samples.put(serial, timeNanos + Arrays.toString(values));
        }

        synchronized Map<Long, String> copy() {
            return new TreeMap<>(samples);
        }
    }

    @Test
    void aReaderFromTheFirstFrameAndALateOneAgree() throws Exception {
        PracticeInstall install = PracticeInstall.in(temporary.resolve("game"));
        History early = new History();
        History late = new History();
        try (GameWatcher first = watch(early);
                PracticeGame game = start(install, "--seconds", "6", "--scale", "0.3", "--hold", "2")) {
            until(first, GameState.Attached.class);
            Thread.sleep(4000);
            try (GameWatcher second = watch(late)) {
                until(second, GameState.Attached.class);
                assertThat(game.awaitEnd(PATIENCE)).isTrue();
                until(second, GameState.Gone.class);
            }
            until(first, GameState.Gone.class);
            assertThat(((GameState.Gone) first.state()).how()).isEqualTo(GameState.Gone.How.CLOSED);
        }
        assertThat(early.copy()).hasSizeGreaterThan(60).containsKey(1L);
        assertThat(late.copy()).isEqualTo(early.copy());
    }

    @Test
    void freezingKillingAndRestartingAreNamedInTime() throws Exception {
        PracticeInstall install = PracticeInstall.in(temporary.resolve("game"));
        try (GameWatcher watcher = watch(new History())) {
            until(watcher, GameState.NotRunning.class);
            try (PracticeGame game = start(install, "--seconds", "60", "--scale", "0.3")) {
                until(watcher, GameState.Attached.class);
                signal(game, "STOP");
                assertThat(until(watcher, GameState.Frozen.class)).isLessThan(NOTICED_WITHIN);
                signal(game, "CONT");
                assertThat(until(watcher, GameState.Attached.class)).isLessThan(NOTICED_WITHIN);
                signal(game, "KILL");
                assertThat(until(watcher, GameState.Gone.class)).isLessThan(NOTICED_WITHIN);
                assertThat(((GameState.Gone) watcher.state()).how()).isEqualTo(GameState.Gone.How.KILLED);
            }
            try (PracticeGame again = start(install, "--seconds", "60", "--scale", "0.3")) {
                until(watcher, GameState.Attached.class);
                assertThat(((GameState.Attached) watcher.state()).attachment().game().pid())
                        .isEqualTo(again.process().pid());
            }
        }
    }

    @Test
    void aHungMainLoopAndACrashAreNamed() throws Exception {
        PracticeInstall install = PracticeInstall.in(temporary.resolve("game"));
        try (GameWatcher watcher = watch(new History())) {
            try (PracticeGame game = start(install, "--scale", "0.3", "--fault", "hang", "--fault-frame", "60")) {
                until(watcher, GameState.Attached.class);
                until(watcher, GameState.Frozen.class);
                assertThat(((GameState.Frozen) watcher.state()).cause()).isEqualTo(GameState.Frozen.Cause.MAIN_LOOP);
                signal(game, "KILL");
                until(watcher, GameState.Gone.class);
            }
            try (PracticeGame game = start(install, "--scale", "0.3", "--fault", "crash", "--fault-frame", "120")) {
                until(watcher, GameState.Attached.class);
                assertThat(game.awaitEnd(PATIENCE)).isTrue();
                assertThat(until(watcher, GameState.Gone.class)).isLessThan(NOTICED_WITHIN);
                assertThat(((GameState.Gone) watcher.state()).how()).isEqualTo(GameState.Gone.How.KILLED);
            }
        }
    }
}
