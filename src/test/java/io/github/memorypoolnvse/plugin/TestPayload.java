package io.github.memorypoolnvse.plugin;

import io.github.memorypoolnvse.format.TestExecutable;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A payload of three small files, of any version. */
public final class TestPayload {

    private TestPayload() {
    }

    public static Payload version(String version) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("MemoryPoolNVSE.dll", plugin(version));
        files.put("rpmalloc.dll", ("rpmalloc for " + version).getBytes(StandardCharsets.US_ASCII));
        files.put("jemalloc.dll", "jemalloc for all".getBytes(StandardCharsets.US_ASCII));
        String entries = files.entrySet().stream().map(file -> """
                {"resource": "%s", "target": "Data/NVSE/Plugins/%s%s", "size": %d, "sha256": "%s"}""".formatted(
                file.getKey(), file.getKey().startsWith("Memory") ? "" : "MemoryPoolNVSE/", file.getKey(),
                file.getValue().length, sha256(file.getValue()))).collect(Collectors.joining(","));
        files.put("manifest.json", "{\"schema\": 1, \"version\": \"%s\", \"files\": [%s]}".formatted(version, entries)
                .getBytes(StandardCharsets.US_ASCII));
        return Payload.load(name -> {
            byte[] content = files.get(name);
            if (content == null) {
                throw new FileNotFoundException(name);
            }
            return new ByteArrayInputStream(content);
        });
    }

    /** A library that says it is the plugin of that version. */
    public static byte[] plugin(String version) {
        String[] parts = version.split("\\.");
        return new TestExecutable()
                .version(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]), 0)
                .string("ProductName", "MemoryPoolNVSE").string("ProductVersion", version).bytes();
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
