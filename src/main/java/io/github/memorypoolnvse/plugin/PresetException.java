package io.github.memorypoolnvse.plugin;

import java.io.IOException;
import java.util.List;

/** A preset that is not taken, with a reason a person can act on. */
public final class PresetException extends IOException {

    private static final long serialVersionUID = 1;

    private final String reason;
    private final transient List<String> arguments;

    PresetException(String reason, Object... arguments) {
        super(reason + " " + List.of(arguments));
        this.reason = reason;
        this.arguments = List.of(arguments).stream().map(String::valueOf).toList();
    }

    /** The key of the text that says why. */
    public String textKey() {
        return "preset.error." + reason;
    }

    /** What belongs into that text. */
    public List<String> arguments() {
        return arguments;
    }
}
