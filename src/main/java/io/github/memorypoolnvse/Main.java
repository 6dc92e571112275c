package io.github.memorypoolnvse;

import io.github.memorypoolnvse.cli.MemoryPoolCommand;

/** Starts the manager: the window without arguments, a command with them. */
public final class Main {

    private Main() {
    }

    public static void main(String[] arguments) {
        System.exit(MemoryPoolCommand.run(arguments));
    }
}
