package io.github.memorypoolnvse.game.find;

import io.github.memorypoolnvse.Fuzz;
import io.github.memorypoolnvse.Samples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;

class SourcesFuzzTest {

    @Test
    void epicsManifests() throws IOException {
        Fuzz.feed(EpicManifests::parse, Set.of(JacksonException.class), List.of(Samples.bytes("epic/game.item"),
                Samples.bytes("epic/game-empty-main.item"), Samples.bytes("epic/add-on.item")));
    }

    @Test
    void theOrganizersInstances() throws IOException {
        Fuzz.feed(input -> OrganizerInstance.parse(input).map(OrganizerInstance::managesTheGame), Set.of(),
                List.of(Samples.bytes("organizer/global.ini"), Samples.bytes("organizer/portable.ini")));
    }

    @Test
    void vortexsState() throws IOException {
        Fuzz.feed(VortexFinder::parse, Set.of(JacksonException.class), List.of(Samples.bytes("vortex/startup.json")));
    }

    @Test
    void pathsOtherProgramsStored() {
        Path prefix = Path.of("/nowhere/prefix");
        Fuzz.feed(input -> {
            String text = new String(input, StandardCharsets.UTF_8);
            StoredPath.of(text);
            PrefixPath.toHost(prefix, text);
        }, Set.of(), List.of("C:\\GOG Games\\Fallout New Vegas".getBytes(StandardCharsets.UTF_8),
                "/home/user/Games".getBytes(StandardCharsets.UTF_8)));
    }
}
