package io.github.memorypoolnvse.cli;

import io.github.memorypoolnvse.Texts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;

/** Where a command speaks to the person who typed it. */
public final class Console {

    private final Texts texts;
    private final BufferedReader in;
    private final PrintWriter out;
    private final PrintWriter err;

    public Console(Texts texts, BufferedReader in, PrintWriter out, PrintWriter err) {
        this.texts = texts;
        this.in = in;
        this.out = out;
        this.err = err;
    }

    /** Prints the text of a key. */
    public void say(String key, Object... arguments) {
        print(texts.of(key, arguments));
    }

    /** Prints a line as it is. */
    public void print(String line) {
        out.println(line);
        out.flush();
    }

    /** Prints a line to the error stream. */
    public void complain(String line) {
        err.println(line);
        err.flush();
    }

    /** Asks a question; only an explicit yes in the person's language, or y, is one. */
    public boolean confirm(String key, Object... arguments) throws IOException {
        out.print(texts.of(key, arguments));
        out.print(' ');
        out.flush();
        String answer = in.readLine();
        List<String> yes = List.of("y", "yes", texts.of("cli.answer.y"), texts.of("cli.answer.yes"));
        return answer != null && yes.stream().anyMatch(answer.strip()::equalsIgnoreCase);
    }

    public Texts texts() {
        return texts;
    }

    PrintWriter out() {
        return out;
    }

    PrintWriter err() {
        return err;
    }
}
