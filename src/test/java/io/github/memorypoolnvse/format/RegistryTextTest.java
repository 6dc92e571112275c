package io.github.memorypoolnvse.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RegistryTextTest {

    private static final String TEXT = """
            WINE REGISTRY Version 2
            ;; All keys relative to \\\\Machine

            #arch=win64

            [Software\\\\Wow6432Node\\\\Bethesda Softworks\\\\FalloutNV] 1700000000
            #time=1da1a1a1a1a1a1a
            "Installed Path"="C:\\\\GOG Games\\\\Fallout New Vegas\\\\"
            "Count"=dword:00000001
            "Odd"=str(2):"%ProgramFiles%\\\\x"
            "Name"="J\\x00f6rg \\"the\\" Player"
            "broken
            [Software\\\\Wow6432Node\\\\GOG.com\\\\Games\\\\1454587428] 1
            "path"="D:\\\\x"
            """;

    @Test
    void findsStringsWithoutCase() throws MalformedException {
        RegistryText registry = RegistryText.parse(TEXT);
        String key = "SOFTWARE\\WOW6432Node\\Bethesda Softworks\\FalloutNV";

        assertThat(registry.value(key, "installed path")).contains("C:\\GOG Games\\Fallout New Vegas\\");
        assertThat(registry.value(key, "Odd")).contains("%ProgramFiles%\\x");
        assertThat(registry.value(key, "Name")).contains("Jörg \"the\" Player");
        assertThat(registry.value(key, "Count")).isEmpty();
        assertThat(registry.value("Software\\None", "x")).isEmpty();
    }

    @Test
    void namesTheKeysBelow() throws MalformedException {
        assertThat(RegistryText.parse(TEXT).children("Software\\Wow6432Node"))
                .containsExactly("bethesda softworks", "gog.com");
    }

    @Test
    void refusesOtherText() {
        assertThatThrownBy(() -> RegistryText.parse("REGEDIT4")).isInstanceOf(MalformedException.class);
    }
}
