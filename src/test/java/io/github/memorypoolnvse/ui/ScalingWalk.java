package io.github.memorypoolnvse.ui;

import io.github.memorypoolnvse.game.health.Finding;
import io.github.memorypoolnvse.game.health.Fix;
import io.github.memorypoolnvse.game.health.Severity;
import io.github.memorypoolnvse.session.RecordedRun;
import io.github.memorypoolnvse.telemetry.Attachment;
import io.github.memorypoolnvse.telemetry.GameState;
import io.github.memorypoolnvse.telemetry.PluginMode;
import io.github.memorypoolnvse.ui.live.FullRun;
import io.github.memorypoolnvse.ui.theme.Appearance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import org.testfx.api.FxRobot;

/**
 * Looks at every page in every state for words that are cut, labels that lie on each other and parts that scroll
 * sideways. As a program it does so on the display it is given, whatever its size and scale: arguments are a folder,
 * then a language, a width and a height as often as wanted; it prints a line for each flaw and says at last how many
 * looks it took.
 */
final class ScalingWalk implements AutoCloseable {

    /** A path may be as long as it likes; the whole is in its tooltip. */
    private static final Set<String> MAY_BE_CUT = Set.of("path", "table-cell", "column-header");

    private final PlayersWindow player;
    private final String name;
    private final List<String> cut = new ArrayList<>();
    private int looks;

    ScalingWalk(Path folder, Locale language, String name) throws IOException {
        player = new PlayersWindow(folder, language);
        this.name = name;
    }

    public static void main(String[] arguments) throws Exception {
        int looks = 0;
        for (int i = 1; i < arguments.length; i += 3) {
            Path folder = Path.of(arguments[0]).resolve(Integer.toString(i));
            try (ScalingWalk walk = new ScalingWalk(Files.createDirectories(folder), Locale.forLanguageTag(arguments[i]),
                    System.getProperty("memorypool.screen", "screen"))) {
                walk.take(Integer.parseInt(arguments[i + 1]), Integer.parseInt(arguments[i + 2]))
                        .forEach(flaw -> System.out.println("flaw: " + flaw));
                looks += walk.looks;
            }
        }
        System.out.println("looks: " + looks);
        Runtime.getRuntime().halt(0);
    }

    /** Opens the window at that size and goes through it; what is wrong, a line each. */
    List<String> take(double width, double height) throws Exception {
        player.bench().addInstall(player.steamGame());
        player.bench().find(Finding.of(Severity.PROBLEM, "nvse.missing").mendedBy(Fix.GET_XNVSE));
        player.bench().find(Finding.of(Severity.WARNING, "plugin.disabled", "MemoryPoolNVSE.dll.disabled")
                .mendedBy(Fix.SHOW_FILES));
        for (int i = 1; i <= 2; i++) {
            RecordedRun run = new RecordedRun(Instant.parse("2026-11-18T18:30:00Z").plusSeconds(i * 90_000L), "run" + i,
                    2_000, i);
            run.playTo(player.sessionRecorder());
            run.leave(player.sessionRecorder());
        }
        FullRun run = new FullRun(player.recorder()).play(80);
        player.watch().says(run.snapshot(), run.details(), run.threads());
        player.open(Appearance.DARK, width, height);
        look("setup");
        player.press(player.texts().of("ui.setup.step.install"));
        look("setup installed");
        Attachment game = ((GameState.Attached) run.state()).attachment();
        player.page("live");
        for (GameState state : List.of(new GameState.Attached(game, PluginMode.ACTIVE),
                new GameState.Attached(game, PluginMode.OBSERVE), new GameState.Frozen(game, GameState.Frozen.Cause.PROCESS),
                new GameState.Closing(game), new GameState.Gone(game, GameState.Gone.How.KILLED))) {
            player.watch().found(state);
            Thread.sleep(600);
            player.settle();
            look("live " + state.getClass().getSimpleName());
        }
        player.press(player.texts().of("ui.live.view.map"));
        look("live map");
        player.press(player.texts().of("ui.live.view.threads"));
        look("live threads");
        player.press(player.texts().of("ui.live.view.plugin"));
        look("live plugin");
        player.page("sessions");
        look("sessions");
        player.press(player.texts().of("ui.sessions.delete"));
        look("sessions deleted");
        player.page("settings");
        look("settings plugin");
        player.press(player.texts().of("ui.settings.presets"));
        look("settings presets");
        player.press(player.texts().of("ui.settings.manager"));
        look("settings manager");
        for (String page : List.of("setup", "live", "sessions", "settings")) {
            player.page(page);
            new FxRobot().type(KeyCode.F1);
            player.settle();
            look("help " + page);
            new FxRobot().type(KeyCode.ESCAPE);
        }
        return List.copyOf(cut);
    }

    @Override
    public void close() {
        player.close();
    }

    private void look(String where) throws Exception {
        player.settle();
        looks++;
        Screens.write(player.stage(), "scaling/" + where.replace(' ', '-') + "-" + player.texts().locale() + "-"
                + name + "-" + (int) player.stage().getWidth(), Appearance.DARK);
        Screens.run(() -> {
            List<Node> visible = PlayersWindow.visible(player.stage().getScene().getRoot());
            for (Node node : visible) {
                if (node instanceof Labeled labeled && isCut(labeled)) {
                    cut.add(where + ": " + labeled.getText());
                } else if (node instanceof ScrollPane pane && pane.getContent() != null
                        && pane.getContent().getLayoutBounds().getWidth() > pane.getViewportBounds().getWidth() + 1) {
                    cut.add(where + ": wider than its part of the window, " + pane.getStyleClass());
                }
            }
            overlaps(visible).forEach(pair -> cut.add(where + ": " + pair));
        });
    }

    /** Whether a label or a button shows less than it says. */
    static boolean isCut(Labeled labeled) {
        String said = labeled.getText();
        if (said == null || said.isBlank() || labeled.getStyleClass().stream().anyMatch(MAY_BE_CUT::contains)
                || labeled instanceof IndexedCell<?> || labeled instanceof MenuButton) {
            return false;
        }
        return labeled.lookupAll(".text").stream().filter(Text.class::isInstance).map(Text.class::cast)
                .filter(text -> text.getParent() == labeled)
                .anyMatch(text -> !text.getText().replaceAll("\\s+", "").equals(said.replaceAll("\\s+", "")));
    }

    /** Where a label is in the window, without what is scrolled out of sight. */
    private static Bounds seen(Label label) {
        Bounds seen = label.localToScene(label.getLayoutBounds());
        for (Node at = label.getParent(); at != null; at = at.getParent()) {
            if (at.getClip() != null || at instanceof ScrollPane) {
                Bounds port = at.localToScene(at.getLayoutBounds());
                double left = Math.max(seen.getMinX(), port.getMinX());
                double top = Math.max(seen.getMinY(), port.getMinY());
                seen = new BoundingBox(left, top, Math.max(0, Math.min(seen.getMaxX(), port.getMaxX()) - left),
                        Math.max(0, Math.min(seen.getMaxY(), port.getMaxY()) - top));
            }
        }
        return seen;
    }

    /** Labels that lie on each other. */
    private static List<String> overlaps(List<Node> visible) {
        List<Label> labels = visible.stream().filter(Label.class::isInstance).map(Label.class::cast)
                .filter(label -> label.getText() != null && !label.getText().isBlank() && label.getWidth() > 0).toList();
        List<String> found = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            Bounds one = seen(labels.get(i));
            for (int j = i + 1; j < labels.size(); j++) {
                Bounds other = seen(labels.get(j));
                boolean both = Math.min(one.getMaxX(), other.getMaxX()) - Math.max(one.getMinX(), other.getMinX()) > 2
                        && Math.min(one.getMaxY(), other.getMaxY()) - Math.max(one.getMinY(), other.getMinY()) > 3;
                if (both) {
                    found.add(labels.get(i).getText() + " and " + labels.get(j).getText());
                }
            }
        }
        return found;
    }
}
