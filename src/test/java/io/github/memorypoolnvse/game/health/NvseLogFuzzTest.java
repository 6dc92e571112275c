package io.github.memorypoolnvse.game.health;

import io.github.memorypoolnvse.Fuzz;
import io.github.memorypoolnvse.Samples;
import io.github.memorypoolnvse.format.TextDecoding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NvseLogFuzzTest {

    @Test
    void noInputBreaksIt() throws IOException {
        Fuzz.feed(input -> NvseLog.parse(TextDecoding.decode(input), "MemoryPoolNVSE.dll"), Set.of(),
                List.of(Samples.bytes("nvse/nvse.log")));
    }

    @Test
    void noInputBreaksThePluginsLog() throws IOException {
        Fuzz.feed(input -> PluginLog.parse(TextDecoding.decode(input), FileTime.fromMillis(0)).map(PluginLog::limit),
                Set.of(), List.of(PluginLogTest.LOG.getBytes(StandardCharsets.UTF_8)));
    }
}
