package io.github.memorypoolnvse.deploy;

import java.nio.charset.StandardCharsets;

/** The meta.ini by which Mod Organizer 2 knows a mod (manager facts 2.3). */
final class ModMetadata {

    static final String FILE = "meta.ini";

    private ModMetadata() {
    }

    static byte[] bytes(String version) {
        return """
                [General]
                modid=0
                version=%s
                newestVersion=
                category=0
                gameName=FalloutNV
                comments=Installed by the MemoryPoolNVSE manager
                """.formatted(version).replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
    }
}
