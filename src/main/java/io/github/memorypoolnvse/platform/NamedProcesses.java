package io.github.memorypoolnvse.platform;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Running processes by the name of their Windows program, under Wine too. */
public final class NamedProcesses {

    private NamedProcesses() {
    }

    /** One of them. */
    public record Named(long pid, String name) {
    }

    /** Those whose program has that file name, in any case. */
    public static List<Named> running(String name) {
        return ProcessHandle.allProcesses()
                .filter(process -> runs(process.info(), name))
                .map(process -> new Named(process.pid(), name))
                .toList();
    }

    /** Under Wine the program is an argument of the loader or has taken the place of its name. */
    private static boolean runs(ProcessHandle.Info process, String name) {
        Stream<String> words = Stream.concat(process.command().stream(),
                Stream.of(process.arguments().orElse(new String[0])).limit(2));
        return words.anyMatch(word -> fileName(word).equalsIgnoreCase(name))
                || Optional.of(process.commandLine().orElse("")).filter(line -> starts(line, name)).isPresent();
    }

    private static boolean starts(String commandLine, String name) {
        String lower = commandLine.toLowerCase(Locale.ROOT);
        int end = lower.indexOf(".exe");
        return end >= 0 && fileName(commandLine.substring(0, end + 4)).equalsIgnoreCase(name);
    }

    private static String fileName(String path) {
        String slashes = path.replace('\\', '/');
        return slashes.substring(slashes.lastIndexOf('/') + 1);
    }
}
