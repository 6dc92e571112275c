package io.github.memorypoolnvse.game.health;

import io.github.memorypoolnvse.Fuzz;
import io.github.memorypoolnvse.Samples;
import io.github.memorypoolnvse.format.TextDecoding;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NvseLogFuzzTest {

    @Test
    void noInputBreaksIt() throws IOException {
        Fuzz.feed(input -> NvseLog.parse(TextDecoding.decode(input), "MemoryPoolNVSE.dll"), Set.of(),
                List.of(Samples.bytes("nvse/nvse.log")));
    }
}
