package io.github.memorypoolnvse.game;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The files Vortex says it deployed into a folder, by its manifests there (vortex.deployment.json and one for each
 * further mod type; manager facts 2.1).
 *
 * @param files relative paths in lower case with forward slashes
 */
public record VortexDeployment(Set<String> files) {

    private static final long MAX_BYTES = 64L << 20;

    public VortexDeployment {
        files = Collections.unmodifiableSet(new TreeSet<>(files));
    }

    /** Reads the manifests in {@code data}; a damaged one is taken for empty. */
    public static VortexDeployment read(Path data) throws IOException {
        Set<String> files = new TreeSet<>();
        try (DirectoryStream<Path> manifests = Files.newDirectoryStream(data, "vortex.deployment*.json")) {
            for (Path manifest : manifests) {
                if (Files.size(manifest) <= MAX_BYTES) {
                    files.addAll(parse(Files.readAllBytes(manifest)));
                }
            }
        } catch (DirectoryIteratorException failed) {
            throw failed.getCause();
        }
        return new VortexDeployment(files);
    }

    /** True when the manifests name {@code relative}, in any case. */
    public boolean lists(Path relative) {
        return files.contains(normal(relative.toString()));
    }

    static Set<String> parse(byte[] json) {
        Set<String> files = new TreeSet<>();
        try {
            for (JsonNode file : JsonMapper.shared().readTree(json).path("files")) {
                String path = file.path("relPath").asString("");
                if (!path.isEmpty()) {
                    files.add(normal(path));
                }
            }
        } catch (JacksonException damaged) {
            return Set.of();
        }
        return files;
    }

    private static String normal(String path) {
        return path.replace('\\', '/').toLowerCase(Locale.ROOT);
    }
}
