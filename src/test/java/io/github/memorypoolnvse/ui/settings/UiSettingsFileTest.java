package io.github.memorypoolnvse.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UiSettingsFileTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"{\"graphs\":[{}],\"page\":\"live\"}", "{\"graphs\":[[], null, 7],\"page\":\"live\"}",
            "{\"graphs\":{\"a\":{}},\"alertRules\":[{}],\"appearance\":[],\"page\":\"live\"}",
            "{\"graphs\":7,\"refreshPerSecond\":{},\"record\":[],\"language\":{},\"page\":\"live\"}"})
    void whatMakesNoSenseIsLeftOutAndTheRestIsRead(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("window.json"), text);

        UiSettings read = new UiSettingsFile(file).read();

        assertThat(read.page()).isEqualTo("live");
        assertThat(read.layout().graphs()).isEmpty();
        assertThat(read.refreshPerSecond()).isEqualTo(UiSettings.STANDARD.refreshPerSecond());
    }

    @Test
    void graphsThatAreNamedStay() throws IOException {
        Path file = Files.writeString(folder.resolve("window.json"), "{\"graphs\":[\"rates\",{},\"memory\"]}");

        assertThat(new UiSettingsFile(file).read().layout().graphs()).containsExactly("rates", "memory");
    }
}
