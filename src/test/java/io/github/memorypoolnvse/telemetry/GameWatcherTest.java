package io.github.memorypoolnvse.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.memorypoolnvse.platform.BlockOpening;
import io.github.memorypoolnvse.platform.ProcessState;
import io.github.memorypoolnvse.platform.RunningProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GameWatcherTest {

    private static final Duration TWO_SECONDS = Duration.ofSeconds(2);

    private final FakeMachine machine = new FakeMachine();
    private final RecordingSink sink = new RecordingSink();
    private final List<GameState> states = new ArrayList<>();
    private final List<BlockDetails> details = new ArrayList<>();
    private final GameWatcher watcher = new GameWatcher(machine, machine, WatchTiming.standard(), machine);

    GameWatcherTest() {
        watcher.addSink(sink);
        watcher.addListener(new GameListener() {
            @Override
            public void stateChanged(GameState state) {
                states.add(state);
            }

            @Override
            public void detailsChanged(Attachment attachment, BlockDetails changed) {
                details.add(changed);
            }
        });
    }

    @AfterEach
    void close() {
        watcher.close();
        assertThat(machine.openBlocks).as("blocks left open").isZero();
        machine.close();
    }

    /** Steps as the watcher's thread would, running the game's part before each. */
    private Duration stepUntil(BooleanSupplier reached, Runnable game) {
        long begin = machine.nanoTime();
        while (!reached.getAsBoolean() && machine.nanoTime() - begin < Duration.ofSeconds(30).toNanos()) {
            game.run();
            machine.sleep(watcher.step());
        }
        return Duration.ofNanos(machine.nanoTime() - begin);
    }

    private Duration stepUntil(Class<? extends GameState> state, Runnable game) {
        Duration took = stepUntil(() -> state.isInstance(watcher.state()), game);
        assertThat(watcher.state()).isInstanceOf(state);
        return took;
    }

    private void steps(int count, Runnable game) {
        for (int i = 0; i < count; i++) {
            game.run();
            machine.sleep(watcher.step());
        }
    }

    /** A game that runs: a heartbeat, a sample and a frame for each look. */
    private Runnable running(TestBlock block) {
        return () -> {
            block.beat();
            block.sample(machine.nanoTime(), 1, 2, machine.nanoTime() / 1000, 0);
        };
    }

    @Test
    void says_that_nothing_runs() {
        steps(3, () -> {});
        assertThat(states).containsExactly(new GameState.NotRunning());
    }

    @Test
    void attaches_by_itself_and_hands_on_the_whole_past() {
        steps(3, () -> {});
        RunningProcess game = machine.start(10);
        TestBlock block = machine.publish(game);
        block.sample(2, 2, 2, 2, 2);
        block.event(3, 1, 0, 1, 0, "active");
        block.mode(1);
        Duration took = stepUntil(GameState.Attached.class, block::beat);
        assertThat(took).isLessThan(Duration.ofSeconds(1));
        assertThat(sink.begun).hasSize(1);
        assertThat(sink.begun.getFirst().game()).isEqualTo(new GameInstance(game, true));
        assertThat(sink.serials).containsExactly(1L, 2L);
        assertThat(sink.events).extracting(BlockEvent::text).containsExactly("active");
        assertThat(watcher.state()).isEqualTo(new GameState.Attached(sink.begun.getFirst(), PluginMode.ACTIVE));
        assertThat(watcher.snapshot().orElseThrow().value("engine.allocations")).hasValue(2);
    }

    @Test
    void a_game_without_a_block_has_a_moment_before_it_counts_as_one_without_plugin() {
        RunningProcess game = machine.start(10);
        steps(2, () -> {});
        assertThat(states).isEmpty();
        Duration took = stepUntil(GameState.RunningWithoutPlugin.class, () -> {});
        assertThat(took).isLessThan(TWO_SECONDS);
        assertThat(watcher.state()).isEqualTo(new GameState.RunningWithoutPlugin(new GameInstance(game, false)));
    }

    @Test
    void waits_for_the_first_sample() {
        TestBlock block = machine.newBlock();
        machine.publish(machine.start(10), block.memory);
        stepUntil(GameState.WaitingForFirstSample.class, () -> {});
        block.finish();
        steps(5, block::beat);
        assertThat(watcher.state()).isInstanceOf(GameState.WaitingForFirstSample.class);
        assertThat(sink.begun).isEmpty();
        block.sample(1, 1, 1, 1, 1);
        block.state(2);
        stepUntil(GameState.Attached.class, block::beat);
        assertThat(sink.serials).containsExactly(1L);
    }

    @Test
    void a_killed_game_is_gone_within_two_seconds_and_a_new_one_is_found() {
        RunningProcess game = machine.start(10);
        TestBlock block = machine.publish(game);
        stepUntil(GameState.Attached.class, running(block));
        machine.end(game);
        Duration took = stepUntil(GameState.Gone.class, () -> {});
        assertThat(took).isLessThan(TWO_SECONDS);
        assertThat(watcher.state())
                .isEqualTo(new GameState.Gone(sink.begun.getFirst(), GameState.Gone.How.KILLED));
        assertThat(sink.ended).hasSize(1);
        steps(5, () -> {});
        assertThat(watcher.state()).isInstanceOf(GameState.Gone.class);

        TestBlock next = machine.publish(machine.start(11));
        assertThat(stepUntil(GameState.Attached.class, running(next))).isLessThan(Duration.ofSeconds(1));
        assertThat(sink.begun).hasSize(2);
        assertThat(sink.begun.get(1).game().pid()).isEqualTo(11);
    }

    @Test
    void a_game_that_says_goodbye_is_closing_and_then_closed() {
        RunningProcess game = machine.start(10);
        TestBlock block = machine.publish(game);
        stepUntil(GameState.Attached.class, running(block));
        block.sample(machine.nanoTime(), 777, 0, 1, 0);
        block.state(3);
        stepUntil(GameState.Closing.class, () -> {});
        assertThat(sink.values.getLast()[0]).isEqualTo(777);
        assertThat(watcher.snapshot().orElseThrow().value("engine.allocations")).hasValue(777);
        machine.end(game);
        stepUntil(GameState.Gone.class, () -> {});
        assertThat(((GameState.Gone) watcher.state()).how()).isEqualTo(GameState.Gone.How.CLOSED);
    }

    @Test
    void a_process_that_stands_still_is_frozen_within_two_seconds_and_thaws() {
        TestBlock block = machine.publish(machine.start(10));
        stepUntil(GameState.Attached.class, running(block));
        Duration took = stepUntil(GameState.Frozen.class, () -> {});
        assertThat(took).isLessThan(TWO_SECONDS).isGreaterThan(Duration.ofSeconds(1));
        assertThat(((GameState.Frozen) watcher.state()).cause()).isEqualTo(GameState.Frozen.Cause.PROCESS);
        stepUntil(GameState.Attached.class, running(block));
        assertThat(sink.ended).isEmpty();
    }

    @Test
    void reads_half_as_often_while_nobody_looks_and_loses_nothing() {
        TestBlock block = machine.publish(machine.start(10));
        stepUntil(GameState.Attached.class, running(block));
        assertThat(watcher.step()).isEqualTo(Duration.ofMillis(100));
        watcher.rest(true);
        sink.serials.clear();
        steps(20, () -> {
            running(block).run();
            running(block).run();
        });
        assertThat(sink.serials).hasSize(40).isSorted().doesNotHaveDuplicates();
        assertThat(watcher.step()).isEqualTo(Duration.ofMillis(200));
        assertThat(stepUntil(GameState.Frozen.class, () -> {})).isLessThan(TWO_SECONDS);
        watcher.rest(false);
        assertThat(watcher.step()).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void a_stopped_process_is_frozen_at_once() {
        RunningProcess game = machine.start(10);
        TestBlock block = machine.publish(game);
        stepUntil(GameState.Attached.class, running(block));
        machine.state(game, ProcessState.STOPPED);
        assertThat(stepUntil(GameState.Frozen.class, () -> {})).isLessThan(Duration.ofMillis(200));
    }

    @Test
    void a_reader_that_slept_itself_accuses_nobody() {
        TestBlock block = machine.publish(machine.start(10));
        stepUntil(GameState.Attached.class, running(block));
        machine.advance(Duration.ofHours(8));
        steps(2, () -> {});
        assertThat(watcher.state()).isInstanceOf(GameState.Attached.class);
    }

    @Test
    void a_main_loop_that_stands_still_is_frozen_while_samples_go_on() {
        TestBlock block = machine.publish(machine.start(10));
        stepUntil(GameState.Attached.class, running(block));
        Runnable hanging = () -> {
            block.beat();
            block.sample(machine.nanoTime(), 1, 2, 5, 0);
        };
        assertThat(stepUntil(GameState.Frozen.class, hanging)).isLessThan(TWO_SECONDS);
        assertThat(((GameState.Frozen) watcher.state()).cause()).isEqualTo(GameState.Frozen.Cause.MAIN_LOOP);
        int before = sink.serials.size();
        steps(5, hanging);
        assertThat(sink.serials.size()).isEqualTo(before + 5);
        stepUntil(GameState.Attached.class, running(block));
    }

    @Test
    void a_game_that_loads_may_stand_still() {
        TestBlock block = machine.publish(machine.start(10));
        stepUntil(GameState.Attached.class, running(block));
        block.event(machine.nanoTime(), 2, 0, 0, 0, "load begins");
        Runnable loading = () -> {
            block.beat();
            block.sample(machine.nanoTime(), 1, 2, 5, 0);
        };
        steps(50, loading);
        assertThat(watcher.state()).isInstanceOf(GameState.Attached.class);
        block.event(machine.nanoTime(), 3, 0, 0, 0, "load ends");
        assertThat(stepUntil(GameState.Frozen.class, loading)).isGreaterThan(Duration.ofSeconds(1));
    }

    @Test
    void foreign_newer_and_forbidden_blocks_have_their_own_names() {
        RunningProcess game = machine.start(10);
        TestBlock block = machine.publish(game);
        block.text(0, "not ours");
        stepUntil(GameState.ForeignBlock.class, () -> {});
        block.finish();
        block.intAt(8, 3);
        stepUntil(GameState.NewerBlock.class, () -> {});
        assertThat(watcher.state()).isEqualTo(new GameState.NewerBlock(new GameInstance(game, true), 3));
        machine.end(game);

        RunningProcess elevated = machine.start(11);
        machine.refuse(elevated, new BlockOpening.Denied("another user's"));
        stepUntil(GameState.NoPermission.class, () -> {});
        assertThat(watcher.state())
                .isEqualTo(new GameState.NoPermission(new GameInstance(elevated, true), "another user's"));
    }

    @Test
    void a_block_left_behind_by_a_dead_process_is_not_attached() {
        machine.publish(null, TestBlock.live(java.lang.foreign.Arena.ofAuto()).memory);
        steps(5, () -> {});
        assertThat(states).containsExactly(new GameState.NotRunning());
        assertThat(sink.begun).isEmpty();
    }

    @Test
    void several_games_are_listed_and_the_chosen_one_is_read() {
        RunningProcess first = machine.start(10);
        RunningProcess second = machine.start(11);
        RunningProcess bare = machine.start(12);
        TestBlock firstBlock = machine.publish(first);
        TestBlock secondBlock = machine.publish(second);
        Runnable both = () -> {
            running(firstBlock).run();
            running(secondBlock).run();
        };
        stepUntil(GameState.Attached.class, both);
        assertThat(watcher.instances())
                .containsExactly(
                        new GameInstance(first, true), new GameInstance(second, true), new GameInstance(bare, false));
        assertThat(sink.begun.getLast().game().pid()).isEqualTo(11);
        watcher.select(10);
        stepUntil(() -> sink.begun.getLast().game().pid() == 10, both);
        assertThat(sink.ended).extracting(ended -> ended.game().pid()).containsExactly(11L);
        assertThat(machine.openBlocks).isEqualTo(1);
    }

    @Test
    void tells_of_properties_patches_and_budgets_as_they_change() {
        TestBlock block = machine.publish(machine.start(10));
        block.property(0, "plugin.version", "1.0.0");
        stepUntil(() -> !details.isEmpty(), running(block));
        assertThat(details.getLast().property("plugin.version")).isEqualTo("1.0.0");
        block.budget(0, "uTextureMemory", 1, 2, 3);
        stepUntil(() -> details.size() == 2, running(block));
        assertThat(watcher.details().budgets()).containsExactly(new Budget("uTextureMemory", 1, 2, 3));
        steps(20, running(block));
        assertThat(details).hasSize(2);
    }

    @Test
    void reads_threads_for_who_asks_and_for_nobody_else() {
        TestBlock block = machine.publish(machine.start(10)).withThreads();
        block.thread(0, 1, 96, 1, 1, 5, "first", 10);
        stepUntil(GameState.Attached.class, running(block));
        steps(20, running(block));
        assertThat(watcher.threads()).as("nobody had asked").isEqualTo(ThreadTable.EMPTY);
        steps(20, running(block));
        block.thread(0, 2, 96, 1, 1, 5, "second", 20);
        steps(20, running(block));
        assertThat(watcher.threads().threads()).as("asked for before").extracting(ThreadCounts::name)
                .containsExactly("first");
        steps(20, running(block));
        assertThat(watcher.threads().threads()).extracting(ThreadCounts::name).containsExactly("second");
    }

    @Test
    void hands_on_live_values_twice_a_second_and_threads_to_who_wants_them() {
        TestBlock block = machine.publish(machine.start(10)).withThreads();
        block.thread(0, 1, 96, 1, 1, 5, "first", 10);
        stepUntil(GameState.Attached.class, running(block));
        steps(100, running(block));
        assertThat(sink.snapshots.size()).as("in ten seconds").isBetween(18, 22);
        assertThat(sink.threads).as("nobody wanted them").isEmpty();

        sink.wantsThreads = true;
        steps(6, running(block));
        sink.wantsThreads = false;
        int wanted = sink.threads.size();
        assertThat(wanted).isBetween(1, 2);
        assertThat(sink.threads.getFirst().threads()).extracting(ThreadCounts::name).containsExactly("first");
    }

    @Test
    void hands_on_the_threads_as_the_game_ends() {
        RunningProcess game = machine.start(10);
        TestBlock block = machine.publish(game).withThreads();
        block.thread(0, 1, 96, 1, 1, 5, "first", 10);
        stepUntil(GameState.Attached.class, running(block));
        steps(20, running(block));
        assertThat(sink.threads).isEmpty();

        machine.end(game);
        steps(3, () -> {});

        assertThat(watcher.state()).isInstanceOf(GameState.Gone.class);
        assertThat(sink.threads).hasSize(1);
        assertThat(sink.ended).hasSize(1);
    }

    @Test
    void a_listener_or_sink_that_fails_does_not_stop_the_watch() {
        watcher.addListener(new GameListener() {
            @Override
            public void stateChanged(GameState state) {
                throw new IllegalArgumentException("a listener's own trouble");
            }
        });
        watcher.addSink(new SampleSink() {
            @Override
            public void sample(long serial, long timeNanos, long[] values) {
                throw new IllegalArgumentException("a sink's own trouble");
            }
        });
        TestBlock block = machine.publish(machine.start(10));
        stepUntil(() -> sink.serials.size() > 10, running(block));
        assertThat(watcher.state()).isInstanceOf(GameState.Attached.class);
    }
}
