package io.github.memorypoolnvse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.memorypoolnvse.cli.practice.PracticeGame;
import io.github.memorypoolnvse.cli.practice.PracticeTruth;
import io.github.memorypoolnvse.telemetry.PluginMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** When something is not as the plugin knows it, it observes, says why, and the game runs on unharmed. */
class ObserveIT {

    @TempDir
    private Path temporary;

    static Stream<Arguments> unsupported() {
        return Stream.of(Arguments.of("no Preload", List.of("--no-preload"), "Preload"),
                Arguments.of("NVSE 6.0", List.of("--nvse", "6.0.0"), "6.0.0"),
                Arguments.of("runtime 1.3", List.of("--runtime", "1.3.0.452"), "1.3.0.452"),
                Arguments.of("an altered entry byte", List.of("--alter", "AA4060"), "AA4060"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unsupported")
    void stepsBackAndSaysWhy(String name, List<String> options, String told) throws Exception {
        PracticeInstall install = PracticeInstall.in(temporary.resolve("game")).settings("[Budgets]\nPreset=Vanilla\n");
        List<String> arguments = new ArrayList<>(options);
        arguments.addAll(List.of("--threads", "2", "--frames", "200", "--speed", "0", "--scale", "0.3", "--command",
                "IsMemoryPoolActive"));
        try (PracticeGame game = install.start(arguments.toArray(String[]::new));
                ReadBlock block = ReadBlock.of(game.process())) {
            assertThat(game.awaitEnd(Duration.ofSeconds(90))).as("the game ended by itself").isTrue();
            PracticeTruth truth = game.truth();
            assertThat(truth.end()).isEqualTo("completed");
            assertThat(truth.blocksChecked()).isPositive();
            assertThat(truth.blocksCorrupt()).isZero();
            assertThat(truth.commands()).containsEntry("IsMemoryPoolActive", 0.0);
            assertThat(block.reader().status().mode()).isEqualTo(PluginMode.OBSERVE);
            assertThat(block.property("mode.reason")).contains(told);
            assertThat(block.snapshot().value("frame.count").orElseThrow()).isGreaterThan(100);
        }
        assertThat(install.log()).containsIgnoringCase("observ").contains(told);
    }
}
