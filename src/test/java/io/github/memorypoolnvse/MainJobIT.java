package io.github.memorypoolnvse;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.memorypoolnvse.cli.MemoryPoolCommand;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole main job: install, run, read, draw, compare, uninstall, by the command a person types. */
@Timeout(180)
class MainJobIT {

    @TempDir
    private Path temporary;

    @Test
    void everythingHolds() throws Exception {
        Path practice = Path.of(System.getProperty("memorypool.practice"));
        Map<String, String> properties = Map.of("memorypool.output", temporary.resolve("run").toString(),
                "memorypool.home", temporary.resolve("home").toString(), "memorypool.wineprefix",
                practice.getParent().getParent().resolveSibling("wine32").toString());
        properties.forEach(System::setProperty);
        try {
            assertThat(MemoryPoolCommand.run(RecordedDashboard::new, "practice", "--seconds", "4")).isZero();
        } finally {
            properties.keySet().forEach(System::clearProperty);
        }
        JsonNode summary = JsonMapper.shared().readTree(Files.readAllBytes(temporary.resolve("run/summary.json")));
        assertThat(summary.get("passed").asBoolean()).isTrue();
        assertThat(summary.get("allocator").asString()).isEqualTo("rpmalloc");
        assertThat(summary.get("samples").asLong()).isGreaterThan(40);
        assertThat(summary.get("comparison").size()).isEqualTo(15);
        assertThat(summary.get("budgets").size()).isEqualTo(10);
        assertThat(summary.get("patchCount").asLong()).isEqualTo(17);
        assertThat(summary.get("savedSyscalls").size()).as("the total and ten patterns").isEqualTo(11);
        assertThat(summary.get("savedSyscalls").get("total").asLong()).isPositive();
        BufferedImage picture = ImageIO.read(temporary.resolve("run/dashboard.png").toFile());
        assertThat(picture.getWidth()).isEqualTo(1280);
        assertThat(picture.getHeight()).isEqualTo(800);
        assertThat(coloursIn(picture)).isGreaterThan(50);
    }

    private static long coloursIn(BufferedImage picture) {
        int[] pixels = picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
        return Arrays.stream(pixels).distinct().count();
    }
}
