package io.github.memorypoolnvse.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.memorypoolnvse.Texts;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.Labeled;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;

class DesktopTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Test
    void aFaultBeforeTheFirstWindowIsToldInOneOfItsOwn() throws Exception {
        IOException fault = new IOException("this build is incomplete");
        List<Window> before = Screens.call(() -> List.copyOf(Window.getWindows()));
        Thread start = Thread.ofPlatform().start(() -> {
            try {
                Desktop.tell(new Texts(Locale.ENGLISH), fault);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        await().atMost(PATIENCE).until(() -> Screens.call(() -> Window.getWindows().size() > before.size()));

        Stage dialog = (Stage) Screens.call(() -> Window.getWindows().stream().filter(each -> !before.contains(each))
                .findFirst().orElseThrow());
        assertThat(Screens.call(() -> PlayersWindow.visible(dialog.getScene().getRoot()).stream()
                .filter(Labeled.class::isInstance).map(node -> ((Labeled) node).getText()).toList()))
                .anyMatch(text -> text != null && text.contains(ErrorCode.of(fault)));

        Screens.run(dialog::close);
        start.join(PATIENCE);
        assertThat(start.isAlive()).isFalse();
    }
}
