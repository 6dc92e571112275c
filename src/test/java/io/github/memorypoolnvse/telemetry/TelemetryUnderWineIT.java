package io.github.memorypoolnvse.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.memorypoolnvse.platform.BlockCandidate;
import io.github.memorypoolnvse.platform.BlockOpening;
import io.github.memorypoolnvse.platform.LivePlatform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The plugin's statistics in a real 32-bit process, read by the real readers of both systems. */
@EnabledOnOs(OS.LINUX)
@Timeout(180)
class TelemetryUnderWineIT {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final RecordingSink sink = new RecordingSink();

    /** Watches one process alone, whatever else runs on the machine. */
    private GameWatcher watch(long pid) {
        LivePlatform platform = LivePlatform.current().only(one -> one == pid);
        GameWatcher watcher =
                new GameWatcher(platform.processes(), platform.blocks(), WatchTiming.standard(), Ticker.system());
        watcher.addSink(sink);
        watcher.start();
        return watcher;
    }

    private static Duration until(GameWatcher watcher, Class<? extends GameState> state) {
        long begin = System.nanoTime();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(() -> state.isInstance(watcher.state()));
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    @Test
    void reads_exactly_what_the_process_counted() throws Exception {
        try (WineProgram publisher = WineProgram.start("win32", WineProgram.publisher(), "3", "--hold", "3");
                GameWatcher watcher = watch(publisher.pid())) {
            JsonNode truth = JSON.readTree(publisher.line());
            assertThat(until(watcher, GameState.Attached.class)).isLessThan(Duration.ofSeconds(1));
            assertThat(sink.begun.getFirst().game().process().name()).isEqualTo("publisher.exe");
            until(watcher, GameState.Closing.class);
            Snapshot last = watcher.snapshot().orElseThrow();
            assertThat(last.value("engine.allocations")).hasValue(truth.get("expectedAllocations").asLong());
            assertThat(last.value("engine.allocations")).hasValue(truth.get("engineAllocations").asLong());
            assertThat(last.value("engine.frees")).hasValue(truth.get("engineFrees").asLong());
            assertThat(last.value("crt.reallocations")).hasValue(truth.get("crtReallocations").asLong());
            assertThat(last.value("total.bytes_requested")).hasValue(truth.get("bytesRequested").asLong());
            assertThat(last.value("total.live_bytes")).hasValue(truth.get("liveBytes").asLong());
            assertThat(last.value("threads.live")).hasValue(1);
            assertThat(last.value("address.largest_hole").orElseThrow()).isBetween(1L << 20, 1L << 32);
            assertThat(last.value("sampler.cost").orElseThrow()).isPositive();
            watcher.threads();
            ThreadTable threads = await().atMost(PATIENCE)
                    .until(watcher::threads, table -> table.timeNanos() == last.timeNanos());
            assertThat(threads.threads()).extracting(ThreadCounts::role)
                    .containsExactlyInAnyOrder(ThreadRole.MAIN, ThreadRole.ENDED);
            assertThat(threads.threads()).extracting(ThreadCounts::threads).containsExactlyInAnyOrder(1L, 3L);
            assertThat(threads.threads()).allSatisfy(thread -> assertThat(thread.allocations())
                    .isEqualTo(thread.threads() * truth.get("expectedAllocations").asLong() / 4));
            assertThat(watcher.details().property("text.utf8")).isEqualTo("Grüße, Ödland");
            assertThat(watcher.details().patches()).extracting(Patch::status)
                    .containsExactly(PatchStatus.APPLIED, PatchStatus.MISMATCH);
            assertThat(sink.events).extracting(BlockEvent::kind)
                    .containsExactly(EventKind.MODE, EventKind.FALLBACK, EventKind.EXIT);
            until(watcher, GameState.Gone.class);
            assertThat(((GameState.Gone) watcher.state()).how()).isEqualTo(GameState.Gone.How.CLOSED);
            assertThat(sink.gaps).isEmpty();
            assertThat(sink.serials.getFirst()).isEqualTo(1);
            assertThat(sink.serials.getLast()).isEqualTo(sink.serials.size());
        }
    }

    @Test
    void threads_are_named_by_their_description_or_where_they_began() throws Exception {
        try (WineProgram publisher = WineProgram.start("win32", WineProgram.publisher(), "6");
                GameWatcher watcher = watch(publisher.pid())) {
            JsonNode truth = JSON.readTree(publisher.line());
            ThreadTable threads = await().atMost(PATIENCE)
                    .until(watcher::threads, table -> table.threads().size() == 4);
            assertThat(threads.threads()).filteredOn(thread -> thread.role().single())
                    .extracting(ThreadCounts::name).containsExactlyInAnyOrder(
                            "Wächter",
                            "publisher.exe+" + truth.get("worker").asString(),
                            "publisher.exe+" + truth.get("entry").asString());
            assertThat(threads.threads()).filteredOn(thread -> thread.role().single())
                    .allSatisfy(thread -> assertThat(thread.sinceNanos()).isPositive());
        }
    }

    /** Wine calls most of what is free "reserved"; only what can really be had counts. */
    @Test
    void free_address_space_is_what_can_really_be_had() throws Exception {
        try (WineProgram publisher = WineProgram.start("win32", WineProgram.publisher(), "0.1", "--probe")) {
            publisher.line();
            JsonNode probe = JSON.readTree(publisher.line());
            long megabyte = 1 << 20;
            assertThat(probe.get("largestHole").asLong())
                    .isBetween(
                            probe.get("largestReserved").asLong(),
                            probe.get("largestReserved").asLong() + 2 * megabyte);
            assertThat(probe.get("reserved").asLong())
                    .isBetween(probe.get("free").asLong() * 9 / 10, probe.get("free").asLong());
        }
    }

    @Test
    void a_reader_from_the_start_and_a_late_one_agree_on_history() throws Exception {
        try (WineProgram publisher = WineProgram.start("win32", WineProgram.publisher(), "3", "--hold", "3");
                GameWatcher early = watch(publisher.pid())) {
            until(early, GameState.Closing.class);
            RecordingSink late = new RecordingSink();
            LivePlatform platform = LivePlatform.current();
            BlockCandidate candidate = platform.blocks().candidates(List.of()).stream()
                    .filter(one -> one.owner() != null && one.owner().pid() == publisher.pid())
                    .findFirst()
                    .orElseThrow();
            try (var block = ((BlockOpening.Opened) platform.blocks().open(candidate)).block()) {
                BlockReader reader = ((BlockContent.Readable) BlockReader.open(block.memory())).reader();
                reader.drainEvents(late);
                reader.drainSamples(late);
            }
            assertThat(late.serials).hasSizeGreaterThan(20).isEqualTo(sink.serials);
            assertThat(late.times).isEqualTo(sink.times);
            assertThat(late.values).usingRecursiveComparison().isEqualTo(sink.values);
            assertThat(late.events).isEqualTo(sink.events);
        }
    }

    @Test
    void a_kill_a_stop_and_a_hang_are_named_within_two_seconds() throws Exception {
        Duration limit = Duration.ofSeconds(2);
        try (WineProgram publisher = WineProgram.start("win32", WineProgram.publisher(), "60");
                GameWatcher watcher = watch(publisher.pid())) {
            publisher.line();
            until(watcher, GameState.Attached.class);
            publisher.signal("STOP");
            assertThat(until(watcher, GameState.Frozen.class)).isLessThan(limit);
            assertThat(((GameState.Frozen) watcher.state()).cause()).isEqualTo(GameState.Frozen.Cause.PROCESS);
            publisher.signal("CONT");
            until(watcher, GameState.Attached.class);
            publisher.signal("KILL");
            assertThat(until(watcher, GameState.Gone.class)).isLessThan(limit);
            assertThat(((GameState.Gone) watcher.state()).how()).isEqualTo(GameState.Gone.How.KILLED);
            Path file = Path.of("/dev/shm/memorypoolnvse-" + sink.begun.getFirst().identity().token());
            await().atMost(PATIENCE).until(() -> !Files.exists(file));
        }
        try (WineProgram publisher = WineProgram.start("win32", WineProgram.publisher(), "6", "--hang", "--no-close");
                GameWatcher watcher = watch(publisher.pid())) {
            publisher.line();
            until(watcher, GameState.Attached.class);
            until(watcher, GameState.Frozen.class);
            assertThat(((GameState.Frozen) watcher.state()).cause()).isEqualTo(GameState.Frozen.Cause.MAIN_LOOP);
            until(watcher, GameState.Gone.class);
            assertThat(((GameState.Gone) watcher.state()).how()).isEqualTo(GameState.Gone.How.KILLED);
        }
    }

    /** The values no longer change once the block is closing, so the two readers must print the very same. */
    @Test
    void a_64_bit_windows_program_reads_the_same_snapshot() throws Exception {
        try (WineProgram publisher = WineProgram.start("win64", WineProgram.publisher(), "1", "--hold", "60");
                GameWatcher watcher = watch(publisher.pid())) {
            until(watcher, GameState.Closing.class);
            String windows;
            try (WineProgram reader =
                    WineProgram.start("win64", WineProgram.windowsReader(), "publisher.exe", "--wait", "20")) {
                windows = reader.wholeOutput();
            }
            assertThat(watcher.state()).isInstanceOf(GameState.Closing.class);
            LivePlatform platform = LivePlatform.current();
            BlockCandidate candidate = platform.blocks().candidates(List.of()).stream()
                    .filter(one -> one.owner() != null && one.owner().pid() == publisher.pid())
                    .findFirst()
                    .orElseThrow();
            try (var block = ((BlockOpening.Opened) platform.blocks().open(candidate)).block()) {
                BlockReader reader = ((BlockContent.Readable) BlockReader.open(block.memory())).reader();
                String linux = new SnapshotJson().write(reader).orElseThrow();
                assertThat(JSON.readTree(windows)).isEqualTo(JSON.readTree(linux));
            }
        }
    }
}
