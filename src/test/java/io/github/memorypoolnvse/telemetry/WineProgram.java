package io.github.memorypoolnvse.telemetry;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A Windows program of the tests, run by Wine in a prefix of the project's own. */
public final class WineProgram implements AutoCloseable {

    private static final Path NATIVE = Path.of(System.getProperty("memorypool.native", "target/native"));

    private final Process process;
    private final BufferedReader output;

    private WineProgram(Process process) {
        this.process = process;
        this.output = process.inputReader();
    }

    public static Path publisher() {
        return NATIVE.resolve("practice/stats/publisher.exe").toAbsolutePath();
    }

    public static Path windowsReader() {
        return NATIVE.resolve("winreader/winreader.exe").toAbsolutePath();
    }

    /** @param architecture {@code win32} or {@code win64}; each has its prefix */
    public static WineProgram start(String architecture, Path program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("wine", program.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environment(architecture));
        makePrefix(architecture);
        return new WineProgram(builder.start());
    }

    /** What makes Wine use the prefix of an architecture, quietly. */
    public static Map<String, String> environment(String architecture) {
        Path prefix = NATIVE.resolveSibling(architecture.replace("win", "wine")).toAbsolutePath();
        return Map.of(
                "WINEARCH", architecture,
                "WINEPREFIX", prefix.toString(),
                "WINEDEBUG", "-all",
                "WINEDLLOVERRIDES", "mscoree,mshtml=");
    }

    /** Makes an architecture's prefix unless it is there; half a minute on a busy machine. */
    public static void makePrefix(String architecture) throws IOException {
        Map<String, String> environment = environment(architecture);
        if (Files.exists(Path.of(environment.get("WINEPREFIX"), "system.reg"))) {
            return;
        }
        ProcessBuilder boot = new ProcessBuilder("wineboot", "-i")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        boot.environment().putAll(environment);
        boot.start().onExit().orTimeout(2, TimeUnit.MINUTES).join();
    }

    public long pid() {
        return process.pid();
    }

    /** The next line it prints; waits for it. */
    public String line() throws IOException {
        String line = output.readLine();
        if (line == null) {
            throw new IOException("The program ended without a line");
        }
        return line;
    }

    /** All it prints, once it has ended with status 0. */
    public String wholeOutput() throws IOException, InterruptedException {
        StringBuilder whole = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            whole.append(line).append('\n');
        }
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException("The program failed: " + whole);
        }
        return whole.toString();
    }

    public void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(pid())).inheritIO().start().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }
}
