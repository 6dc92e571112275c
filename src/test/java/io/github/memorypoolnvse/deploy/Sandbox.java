package io.github.memorypoolnvse.deploy;

import io.github.memorypoolnvse.format.TestExecutable;
import io.github.memorypoolnvse.game.Install;
import io.github.memorypoolnvse.game.InstallInspector;
import io.github.memorypoolnvse.game.find.InstallDetector;
import io.github.memorypoolnvse.plugin.Payload;
import io.github.memorypoolnvse.plugin.Preset;
import io.github.memorypoolnvse.plugin.Presets;
import io.github.memorypoolnvse.plugin.TestPayload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A game folder, a manager's folder, and managers of any version over them. */
final class Sandbox {

    private static final Map<String, Payload> PAYLOADS = new ConcurrentHashMap<>();
    private static final Presets PRESETS = bundledPresets();

    final Path game;
    final Path managerData;
    final Presets presets = PRESETS;

    Sandbox(Path folder) throws IOException {
        game = Files.createDirectories(folder.resolve("game")).toRealPath();
        managerData = folder.resolve("manager");
        TestExecutable.game().write(game.resolve("FalloutNV.exe"));
    }

    /** Puts a text file into the game folder. */
    Sandbox file(String path, String content) throws IOException {
        Path file = game.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content, StandardCharsets.US_ASCII);
        return this;
    }

    Install install() {
        return new InstallDetector(List.of(), new InstallInspector()).inspect(game).orElseThrow();
    }

    DeployTarget target() {
        return new DeployTarget.GameFolder(install());
    }

    Preset preset(String name) {
        return presets.find(name).orElseThrow();
    }

    /** A manager that ships the plugin in {@code version}, on a sound disk. */
    Deployment manager(String version) throws IOException {
        return manager(version, new NioFileOperations(false));
    }

    Deployment manager(String version, FileOperations disk) throws IOException {
        return new Deployment(payload(version), presets, _ -> List.of(), managerData,
                new RetryingFileOperations(disk, _ -> { }));
    }

    void install(String version, String preset) throws IOException {
        Deployment manager = manager(version);
        manager.apply(target(), manager.planInstall(target(), preset(preset)));
    }

    void uninstall(String version) throws IOException {
        Deployment manager = manager(version);
        manager.apply(target(), manager.planUninstall(target()));
    }

    FolderState state() throws IOException {
        return FolderState.of(game);
    }

    private static Payload payload(String version) throws IOException {
        Payload known = PAYLOADS.get(version);
        if (known == null) {
            known = TestPayload.version(version);
            PAYLOADS.put(version, known);
        }
        return known;
    }

    private static Presets bundledPresets() {
        try {
            return Presets.bundled();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
