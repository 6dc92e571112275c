package io.github.memorypoolnvse.game.find;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.memorypoolnvse.Samples;
import io.github.memorypoolnvse.format.GamingRoot;
import io.github.memorypoolnvse.format.MalformedException;
import io.github.memorypoolnvse.format.QtValue;
import io.github.memorypoolnvse.format.RegistryText;
import io.github.memorypoolnvse.format.YamlScalars;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JacksonException;

class SampleFormatsTest {

    @Test
    void epicsManifestIsKnownWithAndWithoutItsMainGame() throws IOException {
        assertThat(EpicManifests.parse(Samples.bytes("epic/game.item"))).hasValueSatisfying(manifest -> {
            assertThat(manifest.location()).isEqualTo("C:\\Program Files\\Epic Games\\FalloutNewVegas");
            assertThat(manifest.incomplete()).isFalse();
        });
        assertThat(EpicManifests.parse(Samples.bytes("epic/game-empty-main.item"))).isPresent();
        assertThat(EpicManifests.parse(Samples.bytes("epic/add-on.item"))).isEmpty();
        assertThat(EpicManifests.parse("[]".getBytes(StandardCharsets.US_ASCII))).isEmpty();
        assertThatThrownBy(() -> EpicManifests.parse(new byte[] {'{'})).isInstanceOf(JacksonException.class);
    }

    @Test
    void theOrganizersInstancesSayTheirGame() throws IOException {
        OrganizerInstance global = OrganizerInstance.parse(Samples.bytes("organizer/global.ini")).orElseThrow();
        OrganizerInstance portable = OrganizerInstance.parse(Samples.bytes("organizer/portable.ini")).orElseThrow();
        OrganizerInstance other = OrganizerInstance.parse(Samples.bytes("organizer/other-game.ini")).orElseThrow();

        assertThat(global.gamePath()).isEqualTo("D:\\SteamLibrary\\steamapps\\common\\Fallout New Vegas");
        assertThat(global.baseDirectory()).contains("D:/MO2/New Vegas");
        assertThat(global.managesTheGame()).isTrue();
        assertThat(portable.gamePath()).isEqualTo("Z:\\home\\deck\\Games\\Viva New Vegas\\Stock Game");
        assertThat(portable.managesTheGame()).isTrue();
        assertThat(other.managesTheGame()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "@ByteArray(D:\\\\Games) | D:\\Games",
        "@ByteArray(J\\xc3\\xb6rg) | Jörg",
        "\"quoted \\\"x\\\"\" | quoted \"x\"",
        "D:/MO2/New Vegas | D:/MO2/New Vegas",
        "C:\\Games\\qux | C:\\Games\\qux",
    })
    void qtsEscapesAreUndone(String written, String meant) {
        assertThat(QtValue.decode(written)).isEqualTo(meant);
    }

    @Test
    void vortexsStateNamesTheFolder() throws IOException {
        assertThat(VortexFinder.parse(Samples.bytes("vortex/startup.json")))
                .contains("D:\\SteamLibrary\\steamapps\\common\\Fallout New Vegas");
    }

    @Test
    void lutrisAndBottlesSettingsAreReadByTheirKeys() throws IOException {
        YamlScalars lutris = YamlScalars.parse(Samples.text("lutris/game.yml"));
        YamlScalars bottle = YamlScalars.parse(Samples.text("bottles/bottle.yml"));

        assertThat(lutris.value("game", "exe")).contains(
                "/home/user/Games/fallout-new-vegas/drive_c/GOG Games/Fallout New Vegas/FalloutNVLauncher.exe");
        assertThat(lutris.value("name")).contains("Fallout: New Vegas");
        assertThat(lutris.value("script", "game", "exe")).contains("drive_c/elsewhere/FalloutNV.exe");
        assertThat(bottle.value("External_Programs", "test_win", "path")).contains("C:\\Stock Game\\FalloutNV.exe");
        assertThat(bottle.value("Runner")).contains("soda-9.0-1");
    }

    @Test
    void winesRegistryIsReadAsItIsWritten() throws IOException {
        RegistryText registry = RegistryText.parse(Samples.text("wine/system.reg"));

        assertThat(registry.value("Software\\WOW6432Node\\GOG.com\\Games\\1454587428", "PATH"))
                .contains("C:\\GOG Games\\Fallout New Vegas");
    }

    @Test
    void theGamingRootNamesItsFolders() throws IOException {
        byte[] name = "XboxGames\0".getBytes(StandardCharsets.UTF_16LE);
        ByteBuffer file = ByteBuffer.allocate(8 + name.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put("RGBX".getBytes(StandardCharsets.US_ASCII)).putInt(1).put(name);

        assertThat(GamingRoot.parse(file.array())).containsExactly("XboxGames");
        assertThatThrownBy(() -> GamingRoot.parse(new byte[8])).isInstanceOf(MalformedException.class);
        file.putInt(4, 2);
        assertThatThrownBy(() -> GamingRoot.parse(file.array())).isInstanceOf(MalformedException.class);
    }
}
