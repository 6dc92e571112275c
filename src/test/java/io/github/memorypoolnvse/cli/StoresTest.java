package io.github.memorypoolnvse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.memorypoolnvse.ManagerContext;
import io.github.memorypoolnvse.game.find.StoreLayouts;
import io.github.memorypoolnvse.game.find.StoreLayouts.Copy;
import io.github.memorypoolnvse.platform.Elevation;
import io.github.memorypoolnvse.platform.FileMarks;
import io.github.memorypoolnvse.platform.Host;
import io.github.memorypoolnvse.platform.LivePlatform;
import io.github.memorypoolnvse.platform.Machine;
import io.github.memorypoolnvse.platform.Programs;
import io.github.memorypoolnvse.plugin.TestPayload;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every store on every platform, found by the commands. */
class StoresTest {

    @TempDir
    private Path folder;

    private static String run(StoreLayouts layouts, String... words) throws IOException {
        Machine machine = new Machine(layouts.host, LivePlatform.current(), Programs.ofThisMachine(), layouts.registry,
                layouts.drives, FileMarks.ofThisMachine(), Elevation.none());
        ManagerContext context = ManagerContext.of(machine, layouts.folders(), layouts.environment, Locale.ENGLISH,
                TestPayload.version("1.0.0"));
        StringWriter out = new StringWriter();
        Console console = new Console(context.texts(), new BufferedReader(new StringReader("")), new PrintWriter(out),
                new PrintWriter(out));
        assertThat(MemoryPoolCommand.commandLine(context, console).execute(words)).as("%s", out).isZero();
        return out.toString();
    }

    @ParameterizedTest
    @EnumSource(Host.class)
    void detectListsThemAll(Host host) throws IOException {
        StoreLayouts layouts = StoreLayouts.of(host, folder);

        String words = run(layouts, "detect");
        List<String> found = new ArrayList<>();
        for (JsonNode install : JsonMapper.shared().readTree(run(layouts, "detect", "--json")).path("installs")) {
            found.add(install.path("folder").asString());
        }

        assertThat(found).containsExactlyInAnyOrderElementsOf(
                layouts.copies.stream().map(copy -> copy.folder().toString()).toList());
        for (Copy copy : layouts.copies) {
            assertThat(words.lines()).anySatisfy(line ->
                    assertThat(line).startsWith(copy.badge() + "  ").endsWith("  " + copy.folder()));
        }
    }
}
