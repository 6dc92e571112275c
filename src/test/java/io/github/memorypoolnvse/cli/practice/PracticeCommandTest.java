package io.github.memorypoolnvse.cli.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.cli.CommandException;
import io.github.memorypoolnvse.cli.CommandLineFixture;
import io.github.memorypoolnvse.cli.Console;
import io.github.memorypoolnvse.telemetry.GameState;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PracticeCommandTest {

    @TempDir
    private Path folder;

    private PracticeCommand command(boolean packaged) throws IOException {
        Texts texts = new Texts(Locale.ENGLISH);
        Console console = new Console(texts, new BufferedReader(new StringReader("")),
                new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()));
        return new PracticeCommand(new CommandLineFixture(folder).context(), new NoDashboard(), console,
                new PracticePlaces(folder.resolve("none"), folder, folder, packaged));
    }

    @Test
    void withoutTheGameItSaysWhereToGetItAndAPackageDoesNotNameTheBuild() throws IOException {
        PracticeCommand inTheSource = command(false);
        PracticeCommand inAPackage = command(true);

        assertThatThrownBy(inTheSource::call).isInstanceOf(CommandException.class).hasMessage("cli.practice.notBuilt");
        assertThatThrownBy(inAPackage::call).isInstanceOf(CommandException.class).hasMessage("cli.practice.notPacked");
        assertThat(new Texts(Locale.ENGLISH).of("cli.practice.notPacked")).contains("not part of this package");
    }

    private static final class NoDashboard implements Dashboard {

        @Override
        public void prepare() {
            throw new AssertionError("nothing is drawn");
        }

        @Override
        public void picture(GameState state, Path file) {
            throw new AssertionError("nothing is drawn");
        }
    }
}
