package io.github.memorypoolnvse.deploy;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.Arrays;
import java.util.List;

/** Why a change was refused or did not succeed, as a text of the bundle: what is wrong and what to do. */
public final class DeployException extends IOException {

    private final String key;
    private final transient List<String> arguments;

    DeployException(String key, Object... arguments) {
        super(key + " " + Arrays.toString(arguments));
        this.key = key;
        this.arguments = Arrays.stream(arguments).map(String::valueOf).toList();
    }

    DeployException(Throwable cause, String key, Object... arguments) {
        this(key, arguments);
        initCause(cause);
    }

    /** The text's key in the bundle. */
    public String textKey() {
        return "deploy.error." + key;
    }

    /** Whether the system refused the folder to this user: somebody with more rights may succeed. */
    public boolean accessDenied() {
        return getCause() instanceof AccessDeniedException;
    }

    /** Whether the files are others by now than those planned for, so that a new plan may succeed. */
    public boolean outdated() {
        return key.equals("planOutdated") || key.equals("changed");
    }

    public List<String> arguments() {
        return arguments;
    }
}
