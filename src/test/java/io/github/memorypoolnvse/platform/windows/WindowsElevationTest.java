package io.github.memorypoolnvse.platform.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WindowsElevationTest {

    @Test
    void wordsSurviveTheWayThroughOneCommandLine() {
        assertThat(WindowsElevation.commandLine(List.of("install", "C:\\Games\\Fallout New Vegas\\", "", "say \"hi\"",
                "a\\\"b", "plain\\")))
                .isEqualTo("install \"C:\\Games\\Fallout New Vegas\\\\\" \"\" \"say \\\"hi\\\"\" \"a\\\\\\\"b\" plain\\");
    }
}
