package io.github.memorypoolnvse.e2e;

import io.github.memorypoolnvse.Main;
import io.github.memorypoolnvse.ManagerContext;
import io.github.memorypoolnvse.platform.Host;
import io.github.memorypoolnvse.platform.KnownFolders;
import io.github.memorypoolnvse.platform.LivePlatform;
import io.github.memorypoolnvse.platform.Programs;
import io.github.memorypoolnvse.plugin.Payload;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.scene.robot.Robot;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import javafx.stage.Window;

/**
 * Opens the manager's window and does what it is told, a line each on standard input: {@code words} prints what
 * can be read in the window, {@code keys CONTROL I} presses keys together, {@code tab CLASS} presses Tab until
 * the focus is on a node of a style class. Each command is answered with one line. Arguments: the manager's home
 * and the game's folder.
 */
final class JourneyPilot {

    private static final int MOST_TABS = 60;

    private JourneyPilot() {
    }

    public static void main(String[] arguments) throws Exception {
        Thread pilot = new Thread(JourneyPilot::obey, "pilot");
        pilot.setDaemon(true);
        pilot.start();
        Main.openWindow(manager(Path.of(arguments[0]), Path.of(arguments[1])));
        System.exit(0);
    }

    /** The manager of this machine, but for games that run elsewhere: other tests may be at work. */
    private static ManagerContext manager(Path home, Path game) throws IOException {
        LivePlatform here = LivePlatform.current().only(pid -> runsIn(pid, game));
        return ManagerContext.of(Host.current(), KnownFolders.of(Host.current(), Map.of(), home, Optional.of(home)),
                System.getenv(), Locale.ENGLISH, Payload.bundled(), here,
                Programs.ofThisMachine());
    }

    private static boolean runsIn(long pid, Path folder) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", Long.toString(pid), "cwd")).startsWith(folder);
        } catch (IOException ended) {
            return false;
        }
    }

    private static void obey() {
        try (BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            while (Window.getWindows().isEmpty()) {
                Thread.sleep(50);
            }
            for (String line = commands.readLine(); line != null; line = commands.readLine()) {
                List<String> words = Arrays.asList(line.split(" "));
                System.out.println("> " + switch (words.getFirst()) {
                    case "words" -> onFx(JourneyPilot::readable);
                    case "keys" -> press(words.subList(1, words.size()).stream().map(KeyCode::valueOf).toList());
                    case "tab" -> tabTo(words.get(1));
                    default -> throw new IllegalArgumentException(line);
                });
            }
            Runtime.getRuntime().halt(0);
        } catch (Exception failed) {
            failed.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }

    private static String press(List<KeyCode> together) throws Exception {
        onFx(() -> {
            Robot robot = new Robot();
            together.forEach(robot::keyPress);
            together.reversed().forEach(robot::keyRelease);
            return true;
        });
        Thread.sleep(150);
        return "pressed";
    }

    private static String tabTo(String styleClass) throws Exception {
        for (int i = 0; i < MOST_TABS; i++) {
            Node owner = onFx(() -> scene().getFocusOwner());
            if (owner != null && owner.getStyleClass().contains(styleClass)) {
                return "there";
            }
            press(List.of(KeyCode.TAB));
        }
        return "never there";
    }

    /** That of the window itself: what notices are shown from has no title. */
    private static Scene scene() {
        return Window.getWindows().stream().filter(window -> window instanceof Stage stage && stage.getTitle() != null)
                .findFirst().orElseThrow().getScene();
    }

    private static String readable() {
        return Window.getWindows().stream().flatMap(window -> texts(window.getScene().getRoot()).stream())
                .map(text -> text.replace('\n', ' ')).collect(Collectors.joining(" | "));
    }

    private static List<String> texts(Node node) {
        List<String> found = new ArrayList<>();
        if (!node.isVisible()) {
            return found;
        }
        if (node instanceof Labeled labeled && labeled.getText() != null && !labeled.getText().isBlank()) {
            found.add(labeled.getText());
        } else if (node instanceof Text text && !(node.getParent() instanceof Labeled) && !text.getText().isBlank()) {
            found.add(text.getText());
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> found.addAll(texts(child)));
        }
        return found;
    }

    private static <T> T onFx(Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(work);
        Platform.runLater(task);
        return task.get();
    }
}
