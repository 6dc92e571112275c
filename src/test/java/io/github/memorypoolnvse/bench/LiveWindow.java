package io.github.memorypoolnvse.bench;

import io.github.memorypoolnvse.Main;
import io.github.memorypoolnvse.ManagerContext;
import io.github.memorypoolnvse.platform.Host;
import io.github.memorypoolnvse.platform.KnownFolders;
import io.github.memorypoolnvse.platform.Programs;
import io.github.memorypoolnvse.plugin.Payload;
import io.github.memorypoolnvse.ui.live.LiveGraph;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.robot.Robot;
import javafx.stage.Stage;
import javafx.stage.Window;

/**
 * The manager's own window in a process of its own, watching a game with an hour behind it. Prints one figure a
 * line, {@code name value}, and ends.
 *
 * <p>Arguments: an empty folder for what the manager keeps, seconds to settle, seconds to measure.
 */
final class LiveWindow {

    private static final int HISTORY_SAMPLES = 36_000;
    private static final int BATCH = 600;
    private static final int GRAPHS = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String KEPT = """
            {"major": 1, "minor": 0, "page": "live", "refreshPerSecond": 10, "graphs": ["allocations", "memory",
            "frameTime", "addressFree", "largestHole", "fallbacks", "rates", "frames"]}
            """;

    private final SteadyBlock block = new SteadyBlock(Arena.global());
    private final Duration settle;
    private final Duration span;
    private final Thread game = new Thread(this::play, "game");

    private LiveWindow(Duration settle, Duration span) {
        this.settle = settle;
        this.span = span;
    }

    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[0]);
        LiveWindow bench = new LiveWindow(Duration.ofSeconds(Integer.parseInt(arguments[1])),
                Duration.ofSeconds(Integer.parseInt(arguments[2])));
        Thread measuring = new Thread(bench::measureAndEnd, "measuring");
        measuring.setDaemon(true);
        measuring.start();
        Main.openWindow(bench.manager(home));
    }

    private ManagerContext manager(Path home) throws IOException {
        Files.createDirectories(home);
        Files.writeString(home.resolve("window.json"), KEPT);
        return ManagerContext.of(Host.LINUX, KnownFolders.of(Host.LINUX, Map.of(), home, Optional.of(home)), Map.of(),
                Locale.ENGLISH, Payload.bundled(), SteadyGame.publishing(block.memory()), Programs.ofThisMachine());
    }

    private void measureAndEnd() {
        try {
            measure();
            Runtime.getRuntime().halt(0);
        } catch (Exception failed) {
            failed.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }

    private void measure() throws Exception {
        while (titled().isEmpty()) {
            Thread.sleep(20);
        }
        playAnHour();
        game.setDaemon(true);
        game.start();
        Stage stage = onFx(() -> titled().orElseThrow());
        Scene scene = stage.getScene();
        onFx(() -> press(scene.getRoot(), KeyCode.DIGIT2, true));
        List<Node> graphs = shownGraphs(scene);
        onFx(() -> press(graphs.getFirst(), KeyCode.DIGIT4, false));
        AtomicInteger pulses = new AtomicInteger();
        onFx(() -> {
            scene.addPostLayoutPulseListener(pulses::incrementAndGet);
            return null;
        });
        say("metrics", block.metrics());

        Thread.sleep(settle);
        Cost live = Cost.of(span, pulses, game);
        say("live_cpu_percent_10hz", live.percent());
        live.sayThreads("live_cpu");
        say("live_pulse_10hz", live.pulses());
        System.out.println("picture live");

        Cost selecting = drag(graphs.getFirst(), false, pulses);
        say("select_cpu_percent_60hz", selecting.percent());
        say("select_pulse_60hz", selecting.pulses());
        onFx(() -> press(graphs.getFirst(), KeyCode.DIGIT4, false));
        Cost dragging = drag(graphs.getFirst(), true, pulses);
        say("live_pulse_60hz", dragging.pulses());
        say("drag_cpu_percent_60hz", dragging.percent());
        dragging.sayThreads("drag_cpu");
        onFx(() -> {
            stage.setIconified(true);
            return null;
        });
        Thread.sleep(Duration.ofSeconds(3));
        Cost hidden = Cost.of(span, pulses, game);
        say("hidden_cpu_percent", hidden.percent());
        hidden.sayThreads("hidden_cpu");
        say("hidden_pulse", hidden.pulses());

        say("heap_mb", usedAfterCollection() / (double) (1 << 20));
        say("resident_mb", residentKilobytes() / 1024.0);
    }

    /** The window itself: what notices are shown from has no title. */
    private static Optional<Stage> titled() {
        return List.copyOf(Window.getWindows()).stream().filter(Stage.class::isInstance).map(Stage.class::cast)
                .filter(stage -> stage.getTitle() != null).findFirst();
    }

    private static List<Node> shownGraphs(Scene scene) throws Exception {
        long begin = System.nanoTime();
        List<Node> found = List.of();
        while (found.size() != GRAPHS) {
            if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                throw new IllegalStateException(found.size() + " graphs show, not " + GRAPHS);
            }
            Thread.sleep(500);
            found = onFx(() -> graphs(scene.getRoot()));
        }
        return found;
    }

    private Cost drag(Node graph, boolean shift, AtomicInteger pulses) throws Exception {
        AnimationTimer drag = onFx(() -> new Drag(graph, shift));
        onFx(() -> {
            drag.start();
            return null;
        });
        Thread.sleep(settle.dividedBy(3));
        Cost cost = Cost.of(span.dividedBy(2), pulses, game);
        onFx(() -> {
            drag.stop();
            return null;
        });
        return cost;
    }

    /** Publishes an hour in a few seconds, never more at once than the ring holds. */
    private void playAnHour() throws InterruptedException {
        while (block.serial() < HISTORY_SAMPLES) {
            for (int i = 0; i < BATCH; i++) {
                block.sample();
            }
            Thread.sleep(Duration.ofMillis(150));
        }
    }

    private void play() {
        long next = System.nanoTime();
        try {
            while (true) {
                block.sample();
                next += SteadyBlock.PERIOD_MILLIS * 1_000_000L;
                Thread.sleep(Duration.ofNanos(Math.max(0, next - System.nanoTime())));
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean press(Node node, KeyCode code, boolean shortcut) {
        Event.fireEvent(node, new KeyEvent(KeyEvent.KEY_PRESSED, "", code.getName(), code, false, shortcut, false, false));
        return true;
    }

    private static List<Node> graphs(Parent root) {
        return root.getChildrenUnmodifiable().stream().<Node>mapMulti((child, found) -> {
            if (child instanceof LiveGraph) {
                found.accept(child);
            } else if (child instanceof Parent parent && child.isVisible()) {
                graphs(parent).forEach(found);
            }
        }).toList();
    }

    private static <T> T onFx(Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(work);
        Platform.runLater(task);
        return task.get();
    }

    private static long usedAfterCollection() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(200);
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long residentKilobytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream().filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).findFirst().orElseThrow();
    }

    private static void say(String name, double value) {
        System.out.printf(Locale.ROOT, "figure %s %.2f%n", name, value);
    }

    /**
     * Drags over a graph to and fro with the real pointer. With Shift held every graph moves in every pulse; else a
     * stretch is selected, which moves what lies over the graphs.
     */
    private static final class Drag extends AnimationTimer {

        private static final double PIXELS_A_PULSE = 3;

        private final Robot robot = new Robot();
        private final boolean shift;
        private final double left;
        private final double right;
        private final double y;
        private double x;
        private double step = PIXELS_A_PULSE;

        Drag(Node graph, boolean shift) {
            this.shift = shift;
            Bounds bounds = graph.localToScreen(graph.getLayoutBounds());
            left = bounds.getMinX() + bounds.getWidth() * 0.4;
            right = bounds.getMaxX() - 40;
            y = bounds.getCenterY();
            x = left;
            robot.mouseMove(x, y);
            if (shift) {
                robot.keyPress(KeyCode.SHIFT);
            }
            robot.mousePress(MouseButton.PRIMARY);
        }

        @Override
        public void handle(long now) {
            x += step;
            if (x > right || x < left) {
                step = -step;
            }
            robot.mouseMove(x, y);
        }

        @Override
        public void stop() {
            super.stop();
            robot.mouseRelease(MouseButton.PRIMARY);
            if (shift) {
                robot.keyRelease(KeyCode.SHIFT);
            }
        }
    }

    /**
     * What a stretch of time cost.
     *
     * @param percent of one core, all threads of the process, the collector and compiler included, but not the one
     *     that plays the game
     * @param threads percent of one core by thread, those above a tenth of a percent
     */
    private record Cost(double percent, double pulses, Map<String, Double> threads) {

        static Cost of(Duration span, AtomicInteger pulses, Thread game) throws InterruptedException {
            Map<String, Long> before = threadTimes();
            int pulsesBefore = pulses.get();
            long begin = System.nanoTime();
            long used = managerTime(game);
            Thread.sleep(span);
            double nanos = System.nanoTime() - begin;
            double percent = (managerTime(game) - used) * 100.0 / nanos;
            double rate = (pulses.get() - pulsesBefore) * 1e9 / nanos;
            Map<String, Double> threads = new TreeMap<>();
            threadTimes().forEach((name, time) -> {
                double share = (time - before.getOrDefault(name, 0L)) * 100.0 / nanos;
                if (share > 0.1) {
                    threads.put(name, share);
                }
            });
            return new Cost(percent, rate, threads);
        }

        void sayThreads(String prefix) {
            threads.forEach((name, share) -> say(prefix + "_" + name.replaceAll("\\W+", "_"), share));
        }

        private static long managerTime(Thread game) {
            long process = ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                    .getProcessCpuTime();
            return process - ManagementFactory.getThreadMXBean().getThreadCpuTime(game.threadId());
        }

        private static Map<String, Long> threadTimes() {
            var threads = ManagementFactory.getThreadMXBean();
            Map<String, Long> times = new TreeMap<>();
            for (long id : threads.getAllThreadIds()) {
                var info = threads.getThreadInfo(id);
                long time = threads.getThreadCpuTime(id);
                if (info != null && time > 0) {
                    times.merge(info.getThreadName(), time, Long::sum);
                }
            }
            return times;
        }
    }
}
