package io.github.memorypoolnvse.cli;

import java.util.List;

/** A command cannot go on; the text says what is wrong and what to do. */
public final class CommandException extends Exception {

    private final String textKey;
    private final transient List<Object> arguments;

    public CommandException(String textKey, Object... arguments) {
        super(textKey);
        this.textKey = textKey;
        this.arguments = List.of(arguments);
    }

    String textKey() {
        return textKey;
    }

    Object[] arguments() {
        return arguments.toArray();
    }
}
