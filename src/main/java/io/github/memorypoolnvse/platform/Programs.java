package io.github.memorypoolnvse.platform;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Starts other programs. */
public interface Programs {

    /**
     * Starts a program and leaves it alone: its output goes nowhere and it outlives the manager.
     *
     * @param command     program and arguments
     * @param directory   where it runs
     * @param environment added to the manager's own
     * @return the started process
     * @throws IOException when it cannot be started
     */
    Process start(List<String> command, Path directory, Map<String, String> environment) throws IOException;

    /** Those of this machine. */
    static Programs ofThisMachine() {
        return (command, directory, environment) -> {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD);
            builder.environment().putAll(environment);
            return builder.start();
        };
    }
}
