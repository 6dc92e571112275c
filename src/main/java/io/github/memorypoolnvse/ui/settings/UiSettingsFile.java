package io.github.memorypoolnvse.ui.settings;

import io.github.memorypoolnvse.ui.theme.Appearance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * window.json: what the window remembers. A newer minor is read and what it adds is kept; a newer major is read as
 * far as possible and never written; a malformed file is put aside under a number. Written whole or not at all.
 */
public final class UiSettingsFile {

    private static final Logger LOG = LoggerFactory.getLogger(UiSettingsFile.class);
    private static final int MAJOR = 1;
    private static final int MINOR = 0;

    private final Path file;
    private ObjectNode tree = JsonMapper.shared().createObjectNode();
    private boolean readOnly;

    public UiSettingsFile(Path file) {
        this.file = file;
    }

    /** What the file says, and the standard for what it does not. */
    public synchronized UiSettings read() {
        if (!Files.exists(file)) {
            return UiSettings.STANDARD;
        }
        try {
            JsonNode node = JsonMapper.shared().readTree(Files.readAllBytes(file));
            if (!(node instanceof ObjectNode object)) {
                throw new IOException("not an object");
            }
            tree = object;
            readOnly = object.path("major").asInt(MAJOR) > MAJOR;
            return settings(object);
        } catch (IOException | JacksonException malformed) {
            LOG.warn("{} cannot be read", file, malformed);
            putAside();
            return UiSettings.STANDARD;
        }
    }

    /** Whether nothing is written because a newer manager's file lies there. */
    public synchronized boolean readOnly() {
        return readOnly;
    }

    /** Keeps the settings. */
    public synchronized void write(UiSettings settings) throws IOException {
        if (readOnly) {
            return;
        }
        tree.put("major", MAJOR);
        tree.put("minor", Math.max(MINOR, tree.path("minor").asInt(MINOR)));
        tree.put("appearance", settings.appearance().name().toLowerCase(Locale.ROOT));
        tree.put("language", settings.language());
        tree.put("refreshPerSecond", settings.refreshPerSecond());
        tree.put("record", settings.record());
        tree.put("notifications", settings.notifications());
        tree.put("alerts", settings.alerts());
        tree.put("page", settings.page());
        tree.set("graphs", JsonMapper.shared().valueToTree(settings.graphs()));
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path staged = Files.createTempFile(folder, "window", ".new");
        try {
            Files.write(staged, JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsBytes(tree));
            Files.move(staged, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(staged);
        }
    }

    private static UiSettings settings(ObjectNode object) {
        UiSettings standard = UiSettings.STANDARD;
        List<String> graphs = object.path("graphs").valueStream().map(JsonNode::asString).toList();
        return new UiSettings(appearance(object.path("appearance").asString("")),
                object.path("language").asString(standard.language()),
                object.path("refreshPerSecond").asInt(standard.refreshPerSecond()),
                object.path("record").asBoolean(standard.record()),
                object.path("notifications").asBoolean(standard.notifications()),
                object.path("alerts").asBoolean(standard.alerts()), graphs,
                object.path("page").asString(standard.page()));
    }

    private static Appearance appearance(String name) {
        for (Appearance each : Appearance.values()) {
            if (each.name().equalsIgnoreCase(name)) {
                return each;
            }
        }
        return UiSettings.STANDARD.appearance();
    }

    private void putAside() {
        try {
            for (int number = 1; ; number++) {
                Path aside = file.resolveSibling(file.getFileName() + "." + number);
                if (!Files.exists(aside)) {
                    Files.move(file, aside);
                    return;
                }
            }
        } catch (IOException failed) {
            readOnly = true;
            LOG.warn("{} could not be put aside", file, failed);
        }
    }
}
