package io.github.memorypoolnvse.platform.linux;

import io.github.memorypoolnvse.Fuzz;
import io.github.memorypoolnvse.platform.RunningProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcFuzzTest {

    @TempDir
    private Path folder;

    private Path process;

    @BeforeEach
    void runOne() throws IOException {
        process = Files.createDirectories(folder.resolve("42"));
        Files.writeString(process.resolve("comm"), "FalloutNV.exe\n");
        Files.writeString(process.resolve("cmdline"), "Z:\\games\\FalloutNV.exe\0-arg\0");
        Files.writeString(process.resolve("stat"), "42 (FalloutNV.exe) S 1 42 42 0 -1 4194304 1 0 0 0 1 1 0 0 20 0 9 0 777 1");
        Files.writeString(process.resolve("maps"), "f7000000-f7100000 rw-s 00000000 00:19 5 /dev/shm/memorypoolnvse-1\n");
    }

    @ParameterizedTest
    @CsvSource({"comm", "cmdline", "stat", "maps"})
    void noInputBreaksTheLookAtAProcess(String file) throws IOException {
        ProcFileSystem proc = new ProcFileSystem(folder);
        Path place = process.resolve(file);
        Fuzz.feedFiles(input -> {
            Files.write(place, input);
            proc.command(42);
            proc.writes(42, "memorypoolnvse-1");
            proc.process(42).ifPresent(proc::state);
            proc.state(new RunningProcess(42, 777, "FalloutNV.exe", null, List.of()));
        }, Set.of(), List.of(Files.readAllBytes(place)));
    }

    @Test
    void noNameBreaksTheListOfProcesses() {
        ProcFileSystem proc = new ProcFileSystem(folder);
        Fuzz.feedFiles(input -> {
            String name = new String(input, StandardCharsets.US_ASCII).replaceAll("[^0-9a-z]", "");
            Path odd = folder.resolve(name.substring(0, Math.min(60, name.length())) + "x");
            Files.createDirectories(odd);
            proc.processIds();
            Files.delete(odd);
        }, Set.of(), List.of("42".getBytes(StandardCharsets.US_ASCII)));
    }
}
