package io.github.memorypoolnvse.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.memorypoolnvse.ui.theme.Appearance;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.stage.PopupWindow;
import javafx.stage.Stage;
import javafx.stage.Window;
import javax.imageio.ImageIO;

/**
 * The pictures of the window: every page and every state, light and dark. Fresh ones are written below
 * target/pictures; those looked at and kept are in docs/images, and tools/refresh-pictures.sh replaces them.
 */
final class Album {

    static final Path KEPT = Path.of("docs", "images");
    private static final Path FRESH = Path.of("target", "pictures");

    /** The pages and states that look the same whenever they are drawn. */
    static final Set<String> STILL = Set.of("setup-welcome", "setup-install", "setup-installed", "setup-preset",
            "setup-update", "setup-repair", "setup-findings", "setup-proposal", "setup-several", "setup-dropped",
            "setup-playing", "setup-launch-option", "live-no-install", "live-not-running", "live-without-plugin",
            "live-waiting", "live-foreign", "live-newer", "live-no-permission", "live-several", "sessions-none",
            "settings-plugin", "settings-refused", "settings-unsaved", "settings-presets", "settings-manager",
            "settings-alerts", "help-setup", "help-live", "help-sessions", "help-settings", "error");
    /** Those with a game's numbers in them, which differ from run to run. */
    static final Set<String> MOVING = Set.of("live-graphs", "live-map", "live-threads", "live-plugin", "live-patches",
            "live-parts", "live-calls", "live-budgets", "live-frozen", "live-closing", "live-gone", "live-alert",
            "sessions", "sessions-compare", "sessions-deleted", "compact");

    /** Fonts differ from system to system; the kept pictures were drawn in this one. */
    private static final String FONT = "DejaVu Sans";
    private static final double TOLERATED = 0.005;
    private static final int SAME_COLOUR = 32;
    private static final int LEAST_COLOURS = 12;

    private final Path home;
    private final Appearance appearance;
    private final Map<String, Double> unlike = new TreeMap<>();

    /**
     * @param home the folder shown as a Steam Deck's home, wherever a test keeps it
     */
    Album(Path home, Appearance appearance) {
        this.home = home;
        this.appearance = appearance;
    }

    /** The pictures taken that do not look as the kept ones do, and the part that differs. */
    Map<String, Double> unlike() {
        return unlike;
    }

    /** Every picture's file name. */
    static Set<String> files() {
        return Stream.concat(STILL.stream(), MOVING.stream())
                .flatMap(name -> Stream.of(Appearance.LIGHT, Appearance.DARK).map(look -> file(name, look)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String file(String name, Appearance appearance) {
        return name + "-" + appearance.name().toLowerCase(Locale.ROOT) + ".png";
    }

    /** Takes a picture of a window and of the menus and dialogs in front of it; not on the JavaFX thread. */
    void take(Stage stage, String name) throws Exception {
        assertThat(STILL.contains(name) || MOVING.contains(name)).as(name).isTrue();
        Screens.run(() -> Window.getWindows().forEach(window -> disguise(window.getScene().getRoot())));
        Screens.settle(stage);
        SmallPng.write(Screens.call(() -> picture(stage)), FRESH.resolve(file(name, appearance)));
        check(name);
    }

    private static BufferedImage picture(Stage stage) {
        Scene below = stage.getScene();
        BufferedImage image = SwingFXUtils.fromFXImage(Pictures.of(below), null);
        Graphics2D graphics = image.createGraphics();
        for (Window window : List.copyOf(Window.getWindows())) {
            boolean above = window instanceof PopupWindow
                    || window.getScene().getRoot() instanceof DialogPane;
            if (above && window != stage && window.isShowing()) {
                BufferedImage front = SwingFXUtils.fromFXImage(Pictures.of(window.getScene()), null);
                graphics.drawImage(front, (int) (window.getX() + window.getScene().getX() - stage.getX() - below.getX()),
                        (int) (window.getY() + window.getScene().getY() - stage.getY() - below.getY()), null);
            }
        }
        graphics.dispose();
        return image;
    }

    /** Where the home is in a word that is shown, the word says a Deck's. */
    void disguise(Node root) {
        for (Node node : PlayersWindow.visible(root)) {
            if (node instanceof MenuButton menu) {
                menu.getItems().stream().filter(item -> item.getText() != null)
                        .forEach(item -> item.setText(disguised(item.getText())));
            }
            if (node instanceof Labeled labeled && labeled.getText() != null && !labeled.textProperty().isBound()) {
                labeled.setText(disguised(labeled.getText()));
            }
        }
    }

    private String disguised(String words) {
        return words.replace(home.toString(), "/home/deck");
    }

    /** The picture shows something; one that does not change looks as the kept one does. */
    private void check(String name) throws Exception {
        BufferedImage fresh = ImageIO.read(FRESH.resolve(file(name, appearance)).toFile());
        assertShowsSomething(fresh, file(name, appearance));
        if (STILL.contains(name) && Screens.call(Album::drawsInTheSameFont)) {
            Path kept = KEPT.resolve(file(name, appearance));
            double difference = Files.exists(kept) ? difference(ImageIO.read(kept.toFile()), fresh) : 1;
            if (difference > TOLERATED) {
                unlike.put(file(name, appearance), difference);
            }
        }
    }

    /** Whether the window's own font is the one of the kept pictures: as wide, letter by letter. */
    private static boolean drawsInTheSameFont() {
        String letters = "Sphinx of black quartz, judge my vow 0123456789";
        double size = Font.getDefault().getSize();
        return new Text(letters).getLayoutBounds().getWidth() == width(letters, Font.font(FONT, size));
    }

    private static double width(String letters, Font font) {
        Text text = new Text(letters);
        text.setFont(font);
        return font.getFamily().equals(FONT) ? text.getLayoutBounds().getWidth() : -1;
    }

    /** An empty page has a handful of colours; words alone bring dozens of shades. */
    static void assertShowsSomething(BufferedImage image, String name) {
        assertThat(IntStream.range(0, image.getWidth() * image.getHeight())
                .map(at -> image.getRGB(at % image.getWidth(), at / image.getWidth())).distinct().count())
                .as("colours in " + name).isGreaterThanOrEqualTo(LEAST_COLOURS);
        boolean strip = name.startsWith("compact");
        assertThat(image.getWidth()).as("width of " + name).isEqualTo(strip ? image.getWidth() : DashboardSnapshot.WIDTH);
        assertThat(image.getHeight()).as("height of " + name)
                .isEqualTo(strip ? image.getHeight() : DashboardSnapshot.HEIGHT);
    }

    /** The part of the pixels whose colour is clearly another, 0 to 1. */
    private static double difference(BufferedImage one, BufferedImage other) {
        assertThat(other.getWidth()).isEqualTo(one.getWidth());
        assertThat(other.getHeight()).isEqualTo(one.getHeight());
        int differing = 0;
        for (int y = 0; y < one.getHeight(); y++) {
            for (int x = 0; x < one.getWidth(); x++) {
                differing += far(one.getRGB(x, y), other.getRGB(x, y)) ? 1 : 0;
            }
        }
        return (double) differing / (one.getWidth() * one.getHeight());
    }

    private static boolean far(int one, int other) {
        for (int shift = 0; shift <= 16; shift += 8) {
            if (Math.abs((one >> shift & 255) - (other >> shift & 255)) > SAME_COLOUR) {
                return true;
            }
        }
        return false;
    }
}
