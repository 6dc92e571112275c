package io.github.memorypoolnvse.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.memorypoolnvse.Fuzz;
import io.github.memorypoolnvse.Samples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FormatsFuzzTest {

    private static List<byte[]> samples(String... names) throws IOException {
        List<byte[]> samples = new ArrayList<>();
        for (String name : names) {
            samples.add(Samples.bytes(name));
        }
        return samples;
    }

    @Test
    void keyValues() throws IOException {
        int refused = Fuzz.feed(KeyValues::parse, Set.of(MalformedException.class),
                samples("steam/libraryfolders-2020.vdf", "steam/libraryfolders-2022.vdf", "steam/appmanifest-2025.acf"));

        assertThat(refused).isPositive();
    }

    @Test
    void iniDocuments() throws IOException {
        Fuzz.feed(input -> {
            IniDocument document = IniDocument.parse(input);
            assertThat(document.bytes()).isEqualTo(input);
            IniDocument changed = document.with("General", "gamePath", "x").with("New", "key", "1");
            assertThat(changed.value("General", "gamePath")).contains("x");
            assertThat(IniDocument.parse(changed.bytes()).value("New", "key")).contains("1");
            document.without("General", "gamePath").bytes();
            document.keys("General");
        }, Set.of(), samples("organizer/global.ini", "organizer/portable.ini"));
    }

    @Test
    void executables() throws IOException {
        List<byte[]> seeds = List.of(
                TestExecutable.game().section(".bind").string("ProductName", "Fallout: New Vegas").bytes(),
                TestExecutable.game().pdbPath("c:\\FalloutNVng.pdb").string("a", "b").bytes());

        int refused = Fuzz.feed(input -> {
            PortableExecutable.parse(input);
            assertThat(LargeAddressFlag.with(input, true)).hasSameSizeAs(input);
        }, Set.of(MalformedException.class), seeds);

        assertThat(refused).isPositive();
    }

    @Test
    void registries() throws IOException {
        Fuzz.feed(input -> {
            RegistryText registry = RegistryText.parse(TextDecoding.decode(input));
            registry.value("Software\\Wow6432Node\\GOG.com\\Games\\1454587428", "path");
            registry.children("Software");
        }, Set.of(MalformedException.class), samples("wine/system.reg"));
    }

    @Test
    void yaml() throws IOException {
        Fuzz.feed(input -> YamlScalars.parse(TextDecoding.decode(input)).value("game", "exe"), Set.of(),
                samples("lutris/game.yml", "bottles/bottle.yml"));
    }

    @Test
    void qtValues() throws IOException {
        Fuzz.feed(input -> QtValue.decode(new String(input, StandardCharsets.ISO_8859_1)), Set.of(),
                List.of("@ByteArray(J\\xc3\\xb6rg\\\\x)".getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Test
    void gamingRoots() {
        byte[] seed = "RGBX\1\0\0\0X\0b\0o\0x\0\0\0".getBytes(StandardCharsets.ISO_8859_1);

        int refused = Fuzz.feed(GamingRoot::parse, Set.of(MalformedException.class), List.of(seed));

        assertThat(refused).isPositive();
    }
}
