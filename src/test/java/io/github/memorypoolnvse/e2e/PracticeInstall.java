package io.github.memorypoolnvse.e2e;

import io.github.memorypoolnvse.cli.practice.PracticeGame;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A practice game in a folder of its own, with the plugin as built laid into it by hand. */
final class PracticeInstall {

    private static final String PAYLOAD = "/io/github/memorypoolnvse/plugin/payload/";

    private final Path folder;

    private PracticeInstall(Path folder) {
        this.folder = folder;
    }

    static PracticeInstall in(Path folder) throws IOException {
        PracticeGame.copyTo(built(), folder);
        PracticeInstall install = new PracticeInstall(folder);
        try (InputStream in = resource("manifest.json")) {
            for (JsonNode file : JsonMapper.shared().readTree(in).get("files")) {
                Path target = folder.resolve(file.get("target").asString());
                Files.createDirectories(target.getParent());
                try (InputStream bytes = resource(file.get("resource").asString())) {
                    Files.copy(bytes, target);
                }
            }
        }
        return install;
    }

    /** Writes MemoryPoolNVSE.ini. */
    PracticeInstall settings(String text) throws IOException {
        Files.writeString(plugins().resolve("MemoryPoolNVSE.ini"), text.replace("\n", "\r\n"));
        return this;
    }

    Path folder() {
        return folder;
    }

    Path plugins() {
        return folder.resolve("Data/NVSE/Plugins");
    }

    String log() throws IOException {
        return Files.readString(plugins().resolve("MemoryPoolNVSE.log"));
    }

    PracticeGame start(String... arguments) throws IOException {
        return start(Map.of(), arguments);
    }

    PracticeGame start(Map<String, String> environment, String... arguments) throws IOException {
        return PracticeGame.start(folder, winePrefix(), environment, List.of(arguments));
    }

    static Path winePrefix() {
        return nativeBuild().resolveSibling("wine32");
    }

    static Path nativeBuild() {
        return Path.of(System.getProperty("memorypool.native", "target/native")).toAbsolutePath();
    }

    private static Path built() {
        return nativeBuild().resolve("practice/game");
    }

    private static InputStream resource(String name) throws IOException {
        InputStream in = PracticeInstall.class.getResourceAsStream(PAYLOAD + name);
        if (in == null) {
            throw new IOException("The build holds no " + PAYLOAD + name);
        }
        return in;
    }
}
