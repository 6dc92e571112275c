package io.github.memorypoolnvse.game;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.memorypoolnvse.Fuzz;
import io.github.memorypoolnvse.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VortexDeploymentTest {

    @Test
    void namesItsFilesInAnyCase(@TempDir Path data) throws IOException {
        Files.write(data.resolve("vortex.deployment.json"), Samples.bytes("vortex/vortex.deployment.json"));
        Files.writeString(data.resolve("vortex.deployment.dinput.json"), "{\"files\": [{\"relPath\": \"x.dll\"}]}");

        VortexDeployment deployment = VortexDeployment.read(data);

        assertThat(deployment.lists(Path.of("NVSE/Plugins/MemoryPoolNVSE.dll"))).isTrue();
        assertThat(deployment.lists(Path.of("nvse/PLUGINS/jip_nvse.dll"))).isTrue();
        assertThat(deployment.lists(Path.of("X.dll"))).isTrue();
        assertThat(deployment.lists(Path.of("NVSE/Plugins/other.dll"))).isFalse();
    }

    @Test
    void aDamagedManifestIsEmpty(@TempDir Path data) throws IOException {
        Files.writeString(data.resolve("vortex.deployment.json"), "{\"files\": [");

        assertThat(VortexDeployment.read(data).files()).isEmpty();
    }

    @Test
    void noInputBreaksIt() throws IOException {
        Fuzz.feed(VortexDeployment::parse, Set.of(), List.of(Samples.bytes("vortex/vortex.deployment.json")));
    }
}
