package io.github.memorypoolnvse.bench;

import io.github.memorypoolnvse.VirtualDisplay;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Measures what the window costs, and JConsole beside it, and writes it all as one flat JSON object.
 *
 * <p>System properties: {@code bench.output} the JSON file, pictures go beside it; {@code bench.work} an empty
 * folder; {@code bench.manager} a file with the command that starts the manager, an argument a line;
 * {@code bench.jvm} a file with the manager's JVM options; {@code bench.prefix} a program and its options to start
 * everything with, may be empty.
 */
public final class UiBench {

    private static final int STARTS = 5;
    private static final Duration SETTLE = Duration.ofSeconds(30);
    private static final Duration SPAN = Duration.ofSeconds(20);
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 800;

    private final Map<String, Double> figures = new LinkedHashMap<>();
    private final Path work = Path.of(System.getProperty("bench.work"));
    private final Path output = Path.of(System.getProperty("bench.output"));
    private final List<String> prefix = List.of(System.getProperty("bench.prefix", "").split(" ")).stream()
            .filter(word -> !word.isBlank()).toList();
    private final List<String> jvm = arguments("bench.jvm");

    private UiBench() throws IOException {
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        UiBench bench = new UiBench();
        bench.measure();
        bench.write();
    }

    private static List<String> arguments(String property) throws IOException {
        return Files.readAllLines(Path.of(System.getProperty(property))).stream().filter(line -> !line.isBlank()).toList();
    }

    private void measure() throws IOException, InterruptedException {
        figures.put("cold_start_s", new ColdStart(arguments("bench.manager"), work.resolve("cold"), prefix)
                .median(STARTS, beside("ui-start.png")));
        figures.put("cores", (double) Runtime.getRuntime().availableProcessors());
        figures.put("load_average", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        try (VirtualDisplay display = VirtualDisplay.start(work.resolve("pixels"), WIDTH, HEIGHT, prefix)) {
            window(display);
        }
        try (VirtualDisplay display = VirtualDisplay.start(work.resolve("jconsole-pixels"), WIDTH, HEIGHT, prefix)) {
            jconsole(display);
        }
        SampleAllocations.Result allocations = SampleAllocations.measure();
        figures.put("alloc_bytes_per_sample", allocations.bytesPerSample());
        figures.put("alloc_bytes_per_look", allocations.bytesPerLook());
    }

    private Path beside(String name) {
        return output.resolveSibling(name);
    }

    /** Our own window in a process with the manager's own options. */
    private void window(VirtualDisplay display) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(prefix);
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(jvm);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), LiveWindow.class.getName(),
                work.resolve("home").toString(), Long.toString(SETTLE.toSeconds()), Long.toString(SPAN.toSeconds())));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(work.resolve("window.txt").toFile());
        builder.environment().put("DISPLAY", display.name());
        Process window = builder.start();
        try (BufferedReader said = window.inputReader(StandardCharsets.UTF_8)) {
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                String[] words = line.split(" ");
                switch (words[0]) {
                    case "figure" -> figures.put(words[1], Double.valueOf(words[2]));
                    case "picture" -> display.picture(beside("ui-" + words[1] + ".png"));
                    default -> System.err.println(line);
                }
            }
            if (window.waitFor() != 0) {
                throw new IOException("The window ended with an error:\n" + Files.readString(work.resolve("window.txt")));
            }
        } finally {
            window.destroyForcibly();
        }
    }

    /** JConsole at its fastest, two overviews of four plots each, watching two idle processes. */
    private void jconsole(VirtualDisplay display) throws IOException, InterruptedException {
        Path java = Path.of(System.getProperty("java.home"), "bin");
        List<Process> watched = new ArrayList<>();
        try {
            for (int i = 0; i < 2; i++) {
                watched.add(new ProcessBuilder(java.resolve("java").toString(), "-Xmx32m", "-XX:+UseSerialGC", "-cp",
                        System.getProperty("java.class.path"), Idle.class.getName()).start());
            }
            for (Process each : watched) {
                new BufferedReader(new InputStreamReader(each.getInputStream(), StandardCharsets.UTF_8)).readLine();
            }
            List<String> command = new ArrayList<>(prefix);
            command.addAll(List.of(java.resolve("java").toString(),
                    "--add-exports=jdk.jconsole/sun.tools.jconsole=ALL-UNNAMED", "-cp",
                    System.getProperty("java.class.path"), AgreeingJConsole.class.getName(), "-interval=1"));
            watched.forEach(each -> command.add(Long.toString(each.pid())));
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(work.resolve("jconsole.txt").toFile());
            builder.environment().put("DISPLAY", display.name());
            Process jconsole = builder.start();
            watched.add(jconsole);
            Thread.sleep(SETTLE.plus(AgreeingJConsole.PATIENCE));
            Duration before = cpu(jconsole.toHandle());
            Duration displayBefore = cpu(display.process());
            long begin = System.nanoTime();
            Thread.sleep(SPAN);
            double nanos = System.nanoTime() - begin;
            figures.put("jconsole_cpu_percent", cpu(jconsole.toHandle()).minus(before).toNanos() * 100 / nanos);
            figures.put("jconsole_display_cpu_percent",
                    cpu(display.process()).minus(displayBefore).toNanos() * 100 / nanos);
            display.picture(beside("ui-jconsole.png"));
        } finally {
            watched.forEach(Process::destroyForcibly);
        }
    }

    private static Duration cpu(ProcessHandle process) throws IOException {
        return process.info().totalCpuDuration().orElseThrow(() -> new IOException("The process has ended"));
    }

    private void write() throws IOException {
        Files.writeString(output, figures.entrySet().stream()
                .map(each -> String.format(Locale.ROOT, "  \"%s\": %.2f", each.getKey(), each.getValue()))
                .collect(Collectors.joining(",\n", "{\n", "\n}\n")));
    }

    /** A process to look at. */
    static final class Idle {

        private Idle() {
        }

        public static void main(String[] arguments) throws InterruptedException {
            System.out.println("ready");
            Thread.sleep(Duration.ofMinutes(10));
        }
    }
}
