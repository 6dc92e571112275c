package io.github.memorypoolnvse;

import io.github.memorypoolnvse.deploy.Plan;
import io.github.memorypoolnvse.platform.Elevation;
import io.github.memorypoolnvse.platform.KnownFolders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A second manager with an administrator's rights for one command, where Windows refuses a folder to the user. It
 * plans anew and refuses to do anything but exactly the plan that was shown.
 */
public final class ElevatedManager {

    private final Elevation elevation;
    private final Path managerData;

    ElevatedManager(Elevation elevation, Path managerData) {
        this.elevation = elevation;
        this.managerData = managerData;
    }

    /** True where there is one. */
    public boolean available() {
        return elevation.available();
    }

    /**
     * Applies {@code plan} by running the command that makes it again.
     *
     * @param words the command, such as install, the folder, --preset, Ultra
     * @return true when it was done
     * @throws IOException when the user declined
     */
    public boolean apply(Plan plan, List<String> words) throws IOException {
        List<String> command = new ArrayList<>(words);
        command.addAll(List.of("--yes", "--expect=" + plan.digest()));
        return run(command) == 0;
    }

    /**
     * Runs a command that changes nothing but the marks of files.
     *
     * @return its exit status, which may tell of other things than those marks
     * @throws IOException when the user declined
     */
    public int run(List<String> words) throws IOException {
        List<String> command = program();
        command.addAll(words);
        return elevation.run(command);
    }

    /** This program as it was started: its own launcher where it is packaged, else Java with the same class path. */
    private List<String> program() {
        List<String> command = new ArrayList<>();
        Optional<String> launcher = Optional.ofNullable(System.getProperty("jpackage.app-path"));
        if (launcher.isPresent()) {
            command.add(launcher.get());
        } else {
            command.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp", System.getProperty("java.class.path"), Main.class.getName()));
        }
        command.add(KnownFolders.MANAGER_DATA_OPTION + managerData);
        return command;
    }
}
