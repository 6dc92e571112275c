package io.github.memorypoolnvse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files as other programs write them (src/test/resources/samples/README.md). */
public final class Samples {

    private static final Path FOLDER = Path.of("src/test/resources/samples");

    private Samples() {
    }

    public static byte[] bytes(String name) throws IOException {
        return Files.readAllBytes(FOLDER.resolve(name));
    }

    public static String text(String name) throws IOException {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }
}
