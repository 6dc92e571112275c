package io.github.memorypoolnvse.ui;

import com.sun.management.OperatingSystemMXBean;
import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.session.SessionRecorder;
import io.github.memorypoolnvse.session.SessionStore;
import io.github.memorypoolnvse.ui.live.FullRun;
import io.github.memorypoolnvse.ui.live.TimeView;
import io.github.memorypoolnvse.ui.settings.UiSettings;
import io.github.memorypoolnvse.ui.settings.UiSettingsFile;
import io.github.memorypoolnvse.ui.setup.SetupBench;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.animation.AnimationTimer;
import javafx.stage.Stage;

/**
 * Measures the real window with a made-up game: {@code UiBench live FILE} writes what the Live page costs with
 * eight graphs and an hour of history; {@code UiBench start MILLIS} prints the seconds from that instant to the
 * first picture of the window and ends.
 */
public final class UiBench {

    private static final List<String> GRAPHS = List.of("allocations", "memory", "frameTime", "addressFree",
            "largestHole", "fallbacks", "pages", "heap");
    private static final int HOUR = 3600;
    private static final long WARM_UP = 25_000;
    private static final long MEASURED = 15_000;

    private final Path folder;
    private final FullRun run = new FullRun();
    private ManagerWindow window;
    private Stage stage;

    private UiBench(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("ui-bench");
        UiBench bench = new UiBench(folder);
        switch (arguments[0]) {
            case "live" -> bench.live(Path.of(arguments[1]));
            case "start" -> bench.start(Long.parseLong(arguments[1]));
            default -> throw new IllegalArgumentException(arguments[0]);
        }
        System.exit(0);
    }

    private void open(ExecutorService background) throws Exception {
        new UiSettingsFile(folder.resolve("window.json"))
                .write(UiSettings.STANDARD.withGraphs(GRAPHS).withPage("live"));
        SetupBench setup = new SetupBench(folder);
        setup.addInstall(folder.resolve("game"));
        SessionStore sessions = new SessionStore(folder.resolve("sessions"));
        WindowContext context = new WindowContext(setup, run, run.recorder(), sessions, new SessionRecorder(sessions),
                new UiSettingsFile(folder.resolve("window.json")), background, _ -> { }, new Texts(Locale.ENGLISH));
        Pictures.startToolkit();
        Screens.run(() -> {
            stage = new Stage();
            window = new ManagerWindow(context, stage);
            window.show();
        });
    }

    private void start(long since) throws Exception {
        try (ExecutorService background = Executors.newVirtualThreadPerTaskExecutor()) {
            open(background);
            Screens.settle(stage);
            System.out.printf(Locale.ROOT, "%.3f%n", (System.currentTimeMillis() - since) / 1000.0);
        }
    }

    private void live(Path file) throws Exception {
        run.play(HOUR);
        try (ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();
                ScheduledExecutorService game = Executors.newSingleThreadScheduledExecutor()) {
            open(background);
            game.scheduleAtFixedRate(run::step, 100, 100, TimeUnit.MILLISECONDS);
            Thread.sleep(1000);
            Screens.run(() -> window.live().view().show(TimeView.Span.MINUTE));
            Thread.sleep(WARM_UP);
            double live = cpuPercent();
            Screens.run(() -> window.live().view().show(TimeView.Span.HOUR));
            Thread.sleep(2000);
            double hour = cpuPercent();
            double pulse = pulsesWhileDragging();
            Screens.run(() -> window.live().view().show(TimeView.Span.HOUR));
            Screens.run(() -> stage.setIconified(true));
            Thread.sleep(2000);
            double hidden = cpuPercent();
            double heap = heapMegabytes();
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, String.format(Locale.ROOT,
                    "{\"live_cpu_percent_10hz\": %.2f, \"live_cpu_percent_hour\": %.2f, \"live_pulse_60hz\": %.1f, \"hidden_cpu_percent\": %.2f, "
                            + "\"heap_mb\": %.1f}%n", live, hour, pulse, hidden, heap));
            game.shutdownNow();
        }
    }

    /** The whole process's share of one core. */
    private static double cpuPercent() throws InterruptedException {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpu = system.getProcessCpuTime();
        long time = System.nanoTime();
        Thread.sleep(MEASURED);
        return 100.0 * (system.getProcessCpuTime() - cpu) / (System.nanoTime() - time);
    }

    /** Pulses a second while every pulse moves what all graphs show. */
    private double pulsesWhileDragging() throws InterruptedException {
        AtomicInteger pulses = new AtomicInteger();
        AnimationTimer drag = new AnimationTimer() {
            @Override
            public void handle(long now) {
                pulses.incrementAndGet();
                TimeView view = window.live().view();
                long newest = run.feed().history().newestTime();
                long shift = Math.floorMod(now, 20_000_000_000L) * 30;
                view.select(newest / 4 - shift / 8, newest / 2 + shift);
                view.point(newest / 3 + shift / 4);
            }
        };
        Screens.run(drag::start);
        Thread.sleep(2000);
        int before = pulses.get();
        long time = System.nanoTime();
        Thread.sleep(6000);
        double rate = (pulses.get() - before) * 1e9 / (System.nanoTime() - time);
        Screens.run(drag::stop);
        return rate;
    }

    private static double heapMegabytes() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(200);
        }
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) / 1024.0 / 1024.0;
    }
}
