package io.github.memorypoolnvse.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.ui.setup.Notice;
import io.github.memorypoolnvse.ui.theme.Appearance;
import io.github.memorypoolnvse.ui.theme.Severity;
import java.util.Locale;
import java.util.Objects;
import javafx.scene.control.Button;
import javafx.scene.input.Clipboard;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NoticeBarTest {

    private final Texts texts = new Texts(Locale.ENGLISH);

    @ParameterizedTest
    @EnumSource(value = Appearance.class, names = {"LIGHT", "DARK"})
    void theDetailsOfAFaultCanBeCopied(Appearance appearance) throws Exception {
        Notice fault = new FaultWords(texts).notice(new IllegalStateException("an example"));
        Stage[] stage = new Stage[1];
        NoticeBar bar = Screens.call(() -> {
            NoticeBar made = new NoticeBar(texts);
            made.show(fault);
            stage[0] = Screens.show(new VBox(made), appearance);
            return made;
        });
        try {
            Screens.write(stage[0], "notice-fault", appearance);
            String copied = Screens.call(() -> {
                Button copy = (Button) bar.getChildren().getLast();
                copy.fire();
                assertThat(copy.getText()).isEqualTo(texts.of("ui.error.copied"));
                return Clipboard.getSystemClipboard().getString();
            });
            assertThat(copied).isEqualTo(Objects.requireNonNull(fault.details())).contains("an example");
        } finally {
            Screens.run(stage[0]::close);
        }
    }

    @Test
    void aPlainNoticeOffersNothingToCopyAndNoneTakesNoRoom() throws Exception {
        NoticeBar bar = Screens.call(() -> new NoticeBar(texts));

        assertThat(bar.isManaged()).isFalse();
        Screens.run(() -> bar.show(new Notice(Severity.GOOD, "Saved.")));
        assertThat(bar.isManaged()).isTrue();
        assertThat(bar.getChildren()).noneMatch(Button.class::isInstance);
    }
}
