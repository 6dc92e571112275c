package io.github.memorypoolnvse.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.memorypoolnvse.game.Install;
import io.github.memorypoolnvse.ui.theme.Appearance;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.BorderPane;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;

/** Drags with a mouse onto the manager's window, on a platform that can. */
@Tag("drag-and-drop")
class DragAndDropTest {

    private static final double WIDTH = 1000;
    private static final double HEIGHT = 640;

    @TempDir
    Path folder;

    private final ClipboardContent dragged = new ClipboardContent();
    private final FxRobot robot = new FxRobot();
    private final List<Boolean> welcomed = new ArrayList<>();
    private final List<Boolean> taken = new ArrayList<>();
    private PlayersWindow player;
    private Label handle;

    @BeforeEach
    void openTheWindow() throws Exception {
        player = new PlayersWindow(folder, Locale.ENGLISH).open(Appearance.DARK, WIDTH, HEIGHT);
        Screens.run(() -> {
            player.stage().setX(0);
            player.stage().setY(0);
            handle = new Label("drag me");
            handle.setMinSize(200, 80);
            handle.setOnDragDetected(event -> {
                Dragboard board = handle.startDragAndDrop(TransferMode.ANY);
                board.setContent(dragged);
                event.consume();
            });
            Scene scene = player.stage().getScene();
            scene.addEventHandler(DragEvent.DRAG_OVER, event -> welcomed.add(event.isAccepted()));
            scene.addEventHandler(DragEvent.DRAG_DROPPED, event -> taken.add(event.isDropCompleted()));
            // In the same window: the platform drags within one.
            ((BorderPane) player.stage().getScene().getRoot()).setTop(handle);
        });
        player.settle();
    }

    @AfterEach
    void close() {
        player.close();
    }

    private void drop(Path... files) throws InterruptedException {
        dragged.putFiles(Stream.of(files).map(Path::toFile).toList());
        dragOnto();
    }

    private void dragOnto() throws InterruptedException {
        robot.drag(handle).dropTo(WIDTH / 2, HEIGHT / 2);
        player.settle();
    }

    private List<String> words() throws InterruptedException {
        return Screens.call(() -> PlayersWindow.visible(player.stage().getScene().getRoot()).stream()
                .filter(Labeled.class::isInstance).map(node -> ((Labeled) node).getText())
                .filter(text -> text != null && !text.isBlank()).toList());
    }

    @Test
    void aGameFolderIsShownListedAndKept() throws Exception {
        Install other = player.bench().addPlainInstall(player.home().resolve("Games/Heroic/Fallout New Vegas"));
        player.page("live");
        Path game = Files.createDirectories(player.home().resolve("Desktop/Fallout New Vegas"));
        Files.write(game.resolve("FalloutNV.exe"), new byte[64]);

        drop(game);

        assertThat(welcomed).isNotEmpty().containsOnly(true);
        assertThat(taken).containsExactly(true);
        assertThat(player.window().shell().front()).isNotNull().extracting(Page::id).isEqualTo("setup");
        assertThat(words()).contains(game.toString(), "Install").doesNotContain(other.folder().toString());
        MenuButton change = (MenuButton) player.buttons(button -> button.getText().equals("Change")).getFirst();
        assertThat(change.getItems()).extracting(MenuItem::getText).anyMatch(text -> text != null
                && text.contains(game.toString()));
    }

    @Test
    void anArchiveIsAnsweredInWords() throws Exception {
        Path archive = Files.createDirectories(folder.resolve("downloads")).resolve("NVAC-75260.7z");
        Files.write(archive, new byte[64]);

        drop(archive);

        assertThat(words()).anyMatch(text -> text.startsWith("NVAC-75260.7z is packed in a way"));
        assertThat(words()).contains("Choose the game folder");
    }

    @Test
    void aFolderWithoutTheGameIsAnsweredInWords() throws Exception {
        Path wrong = Files.createDirectories(folder.resolve("Pictures"));

        drop(wrong);

        assertThat(words()).anyMatch(text -> text.startsWith("There is no FalloutNV.exe in " + wrong));
    }

    @Test
    void severalThingsAtOnceAreAnsweredInWords() throws Exception {
        drop(Files.createDirectories(folder.resolve("one")), Files.createDirectories(folder.resolve("two")));

        assertThat(words()).contains(player.texts().of("ui.setup.drop.many"));
    }

    @Test
    void whatIsNoFileIsNotTaken() throws Exception {
        List<String> before = words();
        dragged.putString("just words");

        dragOnto();

        assertThat(welcomed).isNotEmpty().containsOnly(false);
        assertThat(taken).doesNotContain(true);
        assertThat(words()).isEqualTo(before);
    }

    @Test
    void theWindowShowsThatItWouldTakeTheDrop() throws Exception {
        dragged.putFiles(List.of(new File(folder.toString())));
        Node root = player.stage().getScene().getRoot();

        robot.drag(handle).moveTo(WIDTH / 2, HEIGHT / 2);
        player.settle();
        boolean over = welcomes(root);
        robot.drop();
        player.settle();

        assertThat(over).isTrue();
        assertThat(welcomes(root)).isFalse();
    }

    private static boolean welcomes(Node root) throws InterruptedException {
        return Screens.call(() -> root.getPseudoClassStates().stream()
                .anyMatch(state -> state.getPseudoClassName().equals("drop")));
    }
}
