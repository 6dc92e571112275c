package io.github.memorypoolnvse.game.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginLogTest {

    static final String LOG = """
            2026-11-20 18:30:05.123  INFO   MemoryPoolNVSE 1.0.0 in Z:\\games\\Fallout New Vegas\r
            2026-11-20 18:30:05.200  INFO   xNVSE 06040800, runtime 040020D0\r
            2026-11-20 18:30:05.201  INFO   Address space: 4095 MB\r
            2026-11-20 18:30:05.202  INFO   Large pages: not supported\r
            2026-11-20 18:59:00.001  INFO   address space: 812 MB free of 4095 MB, largest hole 204 MB\r
            """;

    @TempDir
    private Path folder;
    private Path log;

    @BeforeEach
    void nameALog() {
        log = folder.resolve("MemoryPoolNVSE.log");
    }

    private void write(Path file, String content, long seconds) throws IOException {
        Files.writeString(file, content);
        Files.setLastModifiedTime(file, FileTime.fromMillis(seconds * 1000));
    }

    @Test
    void tellsTheLimitAndWhenTheGameStarted() throws IOException {
        write(log, LOG, 100);

        assertThat(PluginLog.newest(List.of(log)))
                .contains(new PluginLog("2026-11-20 18:30", 4095, FileTime.fromMillis(100_000)));
    }

    @Test
    void theNewestLogThatTellsItCounts() throws IOException {
        Path older = folder.resolve("MemoryPoolNVSE.1.log");
        Path oldest = folder.resolve("MemoryPoolNVSE.2.log");
        write(log, "2026-11-20 19:00:00.000  WARN   There is no MemoryPoolNVSE.ini, defaults are used\r\n", 300);
        write(older, LOG.replace("Address space: 4095", "Address space: 2047"), 200);
        write(oldest, LOG, 100);

        assertThat(PluginLog.newest(List.of(oldest, log, folder.resolve("gone.log"), older)))
                .map(PluginLog::addressSpace).contains(2047L);
    }

    @Test
    void aLimitIsNamedAsPeopleDo() {
        assertThat(limit(2047)).isEqualTo("2 GB");
        assertThat(limit(3071)).isEqualTo("3 GB");
        assertThat(limit(4095)).isEqualTo("4 GB");
        assertThat(log(2047).large()).isFalse();
        assertThat(log(3071).large()).isTrue();
    }

    private static String limit(long megabytes) {
        return log(megabytes).limit();
    }

    private static PluginLog log(long megabytes) {
        return new PluginLog("", megabytes, FileTime.fromMillis(0));
    }
}
