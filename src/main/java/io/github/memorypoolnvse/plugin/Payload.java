package io.github.memorypoolnvse.plugin;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What the manager installs: the built plugin and its allocators, carried as resources, with their hashes. */
public final class Payload {

    private static final String FOLDER = "payload/";

    private final Manifest manifest;
    private final Resources resources;

    private Payload(Manifest manifest, Resources resources) {
        this.manifest = manifest;
        this.resources = resources;
    }

    /** Opens a resource of the payload by name. */
    @FunctionalInterface
    public interface Resources {
        InputStream open(String name) throws IOException;
    }

    /**
     * One file.
     *
     * @param resource its name among the resources
     * @param target   its place in the game folder, with forward slashes
     * @param size     in bytes
     * @param sha256   lower-case hexadecimal
     */
    public record PayloadFile(String resource, String target, long size, String sha256) {
    }

    private record Manifest(int schema, String version, List<PayloadFile> files) {
    }

    /**
     * The payload this program was built with.
     *
     * @throws IOException when the program was built without one, or with a newer manifest
     */
    public static Payload bundled() throws IOException {
        return load(name -> {
            InputStream resource = Payload.class.getResourceAsStream(FOLDER + name);
            if (resource == null) {
                throw new FileNotFoundException("This build carries no " + name);
            }
            return resource;
        });
    }

    /** The payload whose manifest.json and files {@code resources} opens. */
    public static Payload load(Resources resources) throws IOException {
        try (InputStream json = resources.open("manifest.json")) {
            Manifest manifest = JsonMapper.shared().readValue(json, Manifest.class);
            if (manifest.schema != 1) {
                throw new IOException("The payload's manifest has the unknown schema " + manifest.schema);
            }
            return new Payload(manifest, resources);
        } catch (JacksonException damaged) {
            throw new IOException("The payload's manifest cannot be read", damaged);
        }
    }

    /** The plugin's version, such as 1.0.0. */
    public String version() {
        return manifest.version;
    }

    /** Every file, the plugin itself first. */
    public List<PayloadFile> files() {
        return List.copyOf(manifest.files);
    }

    /** The plugin's own library. */
    public PayloadFile plugin() {
        return manifest.files.getFirst();
    }

    /** The file that goes to {@code target}, compared without case. */
    public Optional<PayloadFile> file(String target) {
        return manifest.files.stream().filter(file -> file.target().equalsIgnoreCase(target)).findFirst();
    }

    /** The whole of one file. */
    public byte[] read(PayloadFile file) throws IOException {
        try (InputStream resource = resources.open(file.resource())) {
            return resource.readAllBytes();
        }
    }
}
