package io.github.memorypoolnvse.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.memorypoolnvse.plugin.Payload;
import io.github.memorypoolnvse.plugin.Presets;
import io.github.memorypoolnvse.plugin.TestPayload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveryTest {

    private static final String LIBRARY = "NVSE/Plugins/MemoryPoolNVSE.dll";

    @TempDir
    private Path folder;

    private Delivery zip(Map<String, byte[]> contents) throws IOException {
        Path file = folder.resolve("dropped.zip");
        Files.write(file, StableZip.bytes(contents));
        return Delivery.of(file, TestPayload.version("1.0.0"));
    }

    @Test
    void thePluginOfThisManagerIsKnownInEveryArchiveItWrites() throws IOException {
        Payload payload = TestPayload.version("1.0.0");
        Presets presets = Presets.bundled();
        Path plain = folder.resolve("plain.zip");
        Path guided = folder.resolve("guided.zip");
        new PluginArchive(payload, presets).write(plain, presets.find("Ultra").orElseThrow());
        new GuidedArchive(payload, presets).write(guided, new GuidedArchive.Words("a", "b", Map.of()));

        assertThat(Delivery.of(plain, payload)).isEqualTo(new Delivery.Ours("1.0.0", Optional.of("Ultra")));
        assertThat(Delivery.of(guided, payload)).isEqualTo(new Delivery.Ours("1.0.0", Optional.empty()));
        assertThat(zip(Map.of("MemoryPool/DATA/nvse\\plugins\\memorypoolnvse.DLL", TestPayload.plugin("1.0.0"))))
                .isEqualTo(new Delivery.Ours("1.0.0", Optional.empty()));
    }

    @Test
    void anotherVersionAndAnAlteredOneAreNotOurs() throws IOException {
        byte[] altered = TestPayload.plugin("1.0.0");
        altered[altered.length - 1] ^= 1;

        assertThat(zip(Map.of(LIBRARY, TestPayload.plugin("1.2.0")))).isEqualTo(new Delivery.Other("1.2.0"));
        assertThat(zip(Map.of("Data/" + LIBRARY, altered))).isEqualTo(new Delivery.Other("1.0.0"));
        assertThat(zip(Map.of(LIBRARY, new byte[100]))).isEqualTo(new Delivery.Other("?"));
    }

    @Test
    void xnvseIsKnownPackedAndUnpackedAndOnlyWhole() throws IOException {
        Payload payload = TestPayload.version("1.0.0");

        Delivery packed = Delivery.of(NvseArchive.zip(folder.resolve("a.zip"), "xNVSE 6.4.8/"), payload);
        assertThat(packed).isInstanceOfSatisfying(Delivery.Nvse.class, nvse -> {
            assertThat(nvse.version()).isEqualTo("6.4.8");
            assertThat(nvse.files()).containsOnlyKeys("nvse_1_4.dll", "nvse_editor_1_4.dll", "nvse_loader.exe",
                    "nvse_steam_loader.dll");
        });
        Path unpacked = NvseArchive.unpacked(folder.resolve("downloads/xNVSE"));
        assertThat(Delivery.of(unpacked.getParent(), payload)).isInstanceOf(Delivery.Nvse.class);
        Files.delete(unpacked.resolve("nvse_loader.exe"));
        assertThat(Delivery.of(unpacked, payload)).isEqualTo(new Delivery.Nothing());
    }

    @Test
    void anythingElseIsNothingOrNoArchive() throws IOException {
        assertThat(zip(Map.of("Data/NVSE/Plugins/nvac.dll", new byte[9]))).isEqualTo(new Delivery.Nothing());
        Path damaged = Files.write(folder.resolve("damaged.zip"), new byte[64]);
        assertThatThrownBy(() -> Delivery.of(damaged, TestPayload.version("1.0.0"))).isInstanceOf(ZipException.class);
    }
}
