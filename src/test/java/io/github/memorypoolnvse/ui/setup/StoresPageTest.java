package io.github.memorypoolnvse.ui.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.memorypoolnvse.ManagerContext;
import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.game.find.StoreLayouts;
import io.github.memorypoolnvse.game.find.StoreLayouts.Copy;
import io.github.memorypoolnvse.platform.Elevation;
import io.github.memorypoolnvse.platform.FileMarks;
import io.github.memorypoolnvse.platform.Host;
import io.github.memorypoolnvse.platform.LivePlatform;
import io.github.memorypoolnvse.platform.Machine;
import io.github.memorypoolnvse.platform.Programs;
import io.github.memorypoolnvse.plugin.TestPayload;
import io.github.memorypoolnvse.ui.Screens;
import io.github.memorypoolnvse.ui.Shell;
import io.github.memorypoolnvse.ui.theme.Appearance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every store on every platform, found by the window. */
class StoresPageTest {

    @TempDir
    private Path folder;

    private Stage stage;
    private SetupViewModel model;

    @AfterEach
    void close() throws InterruptedException {
        Screens.run(() -> stage.close());
    }

    private static ManagerSetup setup(StoreLayouts layouts) throws IOException {
        return new ManagerSetup(ManagerContext.of(new Machine(layouts.host, LivePlatform.current(),
                Programs.ofThisMachine(), layouts.registry, layouts.drives, FileMarks.ofThisMachine(), Elevation.none()),
                layouts.folders(), layouts.environment, Locale.ENGLISH, TestPayload.version("1.0.0")));
    }

    private SetupPage open(StoreLayouts layouts) throws Exception {
        Texts texts = new Texts(Locale.ENGLISH);
        model = new SetupViewModel(setup(layouts), texts, Runnable::run, Runnable::run);
        return Screens.call(() -> {
            SetupPage page = new SetupPage(model, texts, () -> { });
            Shell shell = new Shell(List.of(new Shell.Entry("setup", () -> page)), texts);
            shell.open("setup");
            stage = Screens.show(shell.root(), Appearance.DARK);
            model.rescan();
            return page;
        });
    }

    private static ToggleButton button(SetupPage page, Copy copy) {
        return page.copies().stream().map(ToggleButton.class::cast)
                .filter(button -> button.getAccessibleText().equals(copy.badge() + ": " + copy.folder()))
                .findFirst().orElseThrow(() -> new AssertionError(copy + " is not shown"));
    }

    @ParameterizedTest
    @EnumSource(Host.class)
    void allAreShownSideBySideAndTheOneChosenStaysFirst(Host host) throws Exception {
        StoreLayouts layouts = StoreLayouts.of(host, folder);

        SetupPage page = open(layouts);

        assertThat(page.copies()).hasSameSizeAs(layouts.copies).allMatch(Node::isVisible);
        for (Copy copy : layouts.copies) {
            assertThat(button(page, copy).isSelected()).isEqualTo(copy.badge().equals("Folder"));
        }
        Screens.write(stage, "setup-stores-" + host.name().toLowerCase(Locale.ROOT), Appearance.DARK);

        Copy other = layouts.copies.get(2);
        Screens.run(() -> button(page, other).fire());
        assertThat(model.install().get()).isNotNull().extracting(install -> install.folder()).isEqualTo(other.folder());
        assertThat(button(page, other).isSelected()).isTrue();
        assertThat(setup(layouts).installs().getFirst().folder()).isEqualTo(other.folder());
    }
}
