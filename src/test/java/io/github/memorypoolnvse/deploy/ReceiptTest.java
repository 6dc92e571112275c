package io.github.memorypoolnvse.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.memorypoolnvse.Fuzz;
import io.github.memorypoolnvse.format.MalformedException;
import io.github.memorypoolnvse.plugin.PluginIni;
import io.github.memorypoolnvse.plugin.Presets;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiptTest {

    private static final Fingerprint CONTENT = new Fingerprint(3, "ab");

    private static Receipt of(String path) {
        return Receipt.of(List.of(new Entry(path, Part.PLUGIN, Optional.of(CONTENT), CONTENT, true)), List.of("Data"));
    }

    @Test
    void saysTheSameAfterBeingWritten() {
        assertThat(Receipt.parse(of("Data/x.dll").bytes())).contains(of("Data/x.dll"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x.dll", "/etc/passwd", "Data/../../x", "C:/x", "Data\\x", "", "Data//x"})
    void neverLeadsOutOfTheFolder(String path) {
        assertThat(Receipt.parse(of(path).bytes())).isEmpty();
    }

    @Test
    void noInputBreaksIt() {
        Fuzz.feed(Receipt::parse, Set.of(), List.of(of("Data/NVSE/Plugins/MemoryPoolNVSE.dll").bytes()));
    }

    @Test
    void noInputBreaksTheSettings() throws IOException {
        Presets presets = Presets.bundled();
        Fuzz.feed(input -> {
            PluginIni ini = PluginIni.parse(input);
            assertThat(ini.with(presets.recommended(), presets).budgets(presets))
                    .isEqualTo(presets.recommended().budgets());
        }, Set.of(MalformedException.class), List.of(PluginIni.bundled().bytes()));
    }
}
