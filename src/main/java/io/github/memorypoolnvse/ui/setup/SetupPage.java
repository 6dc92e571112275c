package io.github.memorypoolnvse.ui.setup;

import io.github.memorypoolnvse.InstallBadge;
import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.game.Install;
import io.github.memorypoolnvse.plugin.Preset;
import io.github.memorypoolnvse.ui.ErrorWindow;
import io.github.memorypoolnvse.ui.NoticeBar;
import io.github.memorypoolnvse.ui.Page;
import io.github.memorypoolnvse.ui.live.Unit;
import io.github.memorypoolnvse.ui.theme.Icon;
import io.github.memorypoolnvse.ui.theme.Severity;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Separator;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TitledPane;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** The install as a card, its health, the preset, and the one right next step with its plan. */
public final class SetupPage implements Page {

    private final SetupViewModel model;
    private final Texts texts;
    private final Runnable showGame;
    private final VBox content = new VBox();
    private final ScrollPane root = new ScrollPane(content);

    private final ObservableValue<Boolean> windowFocused =
            root.sceneProperty().flatMap(Scene::windowProperty).flatMap(Window::focusedProperty);
    private final InstallBadge badge;
    private final CopiesPane copies;
    private final Label gameTitle = new Label();
    private final HBox badges = new HBox();
    private final Label prefix = new Label();
    private final Label gamePath = new Label();
    private final VBox welcome = new VBox();
    private final MenuButton others = new MenuButton();
    private final MenuButton more = new MenuButton();
    private final Menu asMod = new Menu();
    private final MenuItem open = new MenuItem();
    private final MenuItem archive = new MenuItem();
    private final MenuItem withoutOrganizer = new MenuItem();
    private final MenuItem nvseBack = new MenuItem();
    private final MenuItem clearLargeAddress = new MenuItem();
    private final MenuItem uninstall = new MenuItem();
    private final VBox findings = new VBox();
    private final ComboBox<Preset> presets = new ComboBox<>();
    private final Label presetSets = new Label();
    private final AddressBar addressBar = new AddressBar();
    private final Label addressWords = new Label();
    private final VBox presetPart = new VBox();
    private final Button step = new Button();
    private final Label stepWords = new Label();
    private final PlanGrid plan;
    private final ProposalPane proposal;
    private final TitledPane planPane = new TitledPane();
    private final NoticeBar notice;

    /**
     * @param showGame leads to the page where a running game is seen
     */
    public SetupPage(SetupViewModel model, Texts texts, Runnable showGame) {
        this.model = model;
        this.texts = texts;
        badge = new InstallBadge(texts);
        copies = new CopiesPane(badge, texts, model::prefer);
        this.showGame = showGame;
        plan = new PlanGrid(texts);
        notice = new NoticeBar(texts);
        proposal = new ProposalPane(texts, model::confirm, model::dismiss);
        root.setFitToWidth(true);
        root.getStyleClass().add("page-scroll");
        content.getStyleClass().add("setup-page");
        content.getChildren().addAll(welcome, copies, card(), notice, proposal, findings, presetPart(), stepPart());
        model.install().addListener((_, _, _) -> showInstall());
        model.installs().addListener((ListChangeListener<Install>) _ -> showInstall());
        model.actions().copyTo(ErrorWindow::copy);
        model.findings().addListener((ListChangeListener<FindingRow>) _ -> {
            showFindings();
            showStep();
        });
        model.preset().addListener((_, _, _) -> showPreset());
        model.nextStep().addListener((_, _, _) -> {
            showStep();
            showFindings();
        });
        model.busy().addListener((_, _, _) -> showStep());
        model.searched().addListener((_, _, _) -> showInstall());
        model.plan().addListener((ListChangeListener<PlanRow>) _ -> showPlan());
        model.notice().addListener((_, _, shown) -> notice.show(shown));
        model.proposal().addListener((_, _, shown) -> showProposal(shown));
        windowFocused.addListener((_, _, focused) -> {
            if (Boolean.TRUE.equals(focused)) {
                model.returned();
            }
        });
        root.addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
        showInstall();
        showFindings();
        showPreset();
        showStep();
        showPlan();
        notice.show(model.notice().get());
        showProposal(model.proposal().get());
    }

    @Override
    public String id() {
        return "setup";
    }

    @Override
    public Node node() {
        return root;
    }

    /** The one primary button. */
    Button step() {
        return step;
    }

    @Override
    public void shown() {
        if (!presets.getItems().equals(model.presets())) {
            presets.getItems().setAll(model.presets());
            presets.setValue(model.preset().get());
            model.presetsChanged();
        }
    }

    /** What each copy of the game is called, side by side. */
    List<Node> copies() {
        return copies.getChildren();
    }

    /** The health list's lines. */
    List<Node> findings() {
        return findings.getChildren();
    }

    ComboBox<Preset> presets() {
        return presets;
    }

    private Node card() {
        gameTitle.getStyleClass().add("text-title");
        badges.getStyleClass().add("badges");
        badges.setMinWidth(Region.USE_PREF_SIZE);
        gamePath.getStyleClass().addAll("path", "text-muted");
        gamePath.setMinWidth(0);
        HBox.setHgrow(gamePath, Priority.ALWAYS);
        gamePath.setMaxWidth(Double.MAX_VALUE);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox first = new HBox(gameTitle, space, badges);
        first.setAlignment(Pos.CENTER_LEFT);
        others.setText(texts.of("ui.setup.change"));
        others.setTooltip(new Tooltip(texts.of("ui.setup.change.tip")));
        others.setMinWidth(Region.USE_PREF_SIZE);
        more.setMinWidth(Region.USE_PREF_SIZE);
        more.setText(texts.of("ui.setup.more"));
        more.setTooltip(new Tooltip(texts.of("ui.setup.more.tip")));
        open.setText(texts.of("ui.setup.openFolder"));
        open.setOnAction(_ -> model.actions().openFolder());
        MenuItem rescan = new MenuItem(texts.of("ui.setup.rescan"));
        rescan.setAccelerator(new KeyCodeCombination(KeyCode.F5));
        rescan.setOnAction(_ -> model.rescan());
        uninstall.setText(texts.of("ui.setup.uninstall"));
        uninstall.setOnAction(_ -> model.actions().uninstall());
        clearLargeAddress.setText(texts.of("ui.setup.clearLargeAddress"));
        clearLargeAddress.setOnAction(_ -> model.actions().clearLargeAddress());
        archive.setText(texts.of("ui.setup.archive"));
        archive.setOnAction(_ -> chooseArchive());
        asMod.setText(texts.of("ui.setup.mod"));
        withoutOrganizer.setText(texts.of("ui.setup.launchFromHere"));
        withoutOrganizer.setOnAction(_ -> model.actions().launchFromHere());
        nvseBack.setText(texts.of("ui.setup.nvseBack"));
        nvseBack.setOnAction(_ -> model.actions().takeNvseBack());
        more.getItems().addAll(open, rescan, withoutOrganizer, new SeparatorMenuItem(), asMod, archive,
                new SeparatorMenuItem(), clearLargeAddress, nvseBack, uninstall);
        more.setOnShowing(_ -> showMore());
        HBox second = new HBox(gamePath, others, more);
        second.setAlignment(Pos.CENTER_LEFT);
        second.getStyleClass().add("row");
        prefix.getStyleClass().addAll("path", "text-muted", "text-small");
        prefix.setMinWidth(0);
        VBox card = new VBox(first, second, prefix);
        card.getStyleClass().add("card");
        welcome.getStyleClass().addAll("card", "welcome");
        welcome.visibleProperty().bind(model.welcoming());
        welcome.managedProperty().bind(model.welcoming());
        Label title = new Label(texts.of("ui.setup.welcome.title"));
        title.getStyleClass().add("text-title");
        Label text = new Label(texts.of("ui.setup.welcome.text"));
        text.setWrapText(true);
        text.getStyleClass().add("text-muted");
        Button understood = new Button(texts.of("ui.setup.welcome.end"));
        understood.setTooltip(new Tooltip(texts.of("ui.setup.welcome.end.tip")));
        understood.setOnAction(_ -> model.endWelcome());
        Region between = new Region();
        HBox.setHgrow(between, Priority.ALWAYS);
        HBox heading = new HBox(title, between, understood);
        heading.setAlignment(Pos.CENTER_LEFT);
        welcome.getChildren().addAll(heading, text);
        findings.getStyleClass().add("findings");
        return card;
    }

    private Node presetPart() {
        Label label = new Label(texts.of("ui.setup.preset"));
        label.getStyleClass().add("text-heading");
        label.setLabelFor(presets);
        presets.getItems().setAll(model.presets());
        presets.setCellFactory(_ -> new PresetCell());
        presets.setButtonCell(new PresetCell());
        presets.setAccessibleText(texts.of("ui.setup.preset"));
        presets.setTooltip(new Tooltip(texts.of("ui.setup.preset.tip")));
        presets.setOnAction(_ -> {
            Preset chosen = presets.getValue();
            if (chosen != null) {
                model.offer(chosen);
            }
        });
        HBox row = new HBox(label, presets);
        row.getStyleClass().add("row");
        row.setAlignment(Pos.CENTER_LEFT);
        presetSets.setWrapText(true);
        presetSets.getStyleClass().add("text-muted");
        addressWords.setWrapText(true);
        addressWords.getStyleClass().add("text-muted");
        HBox.setHgrow(addressWords, Priority.ALWAYS);
        HBox address = new HBox(addressBar, addressWords);
        address.getStyleClass().add("row");
        address.setAlignment(Pos.CENTER_LEFT);
        addressBar.setMinWidth(Region.USE_PREF_SIZE);
        presetPart.getStyleClass().add("preset-part");
        presetPart.getChildren().addAll(new Separator(), row, presetSets, address, new Separator());
        return presetPart;
    }

    private Node stepPart() {
        step.getStyleClass().add("primary");
        step.setDefaultButton(true);
        step.setOnAction(_ -> doStep());
        planPane.setText(texts.of("ui.setup.plan"));
        planPane.setContent(plan);
        planPane.setAnimated(false);
        planPane.getStyleClass().add("plan-pane");
        stepWords.getStyleClass().add("text-muted");
        VBox part = new VBox(step, stepWords, planPane);
        part.setAlignment(Pos.TOP_CENTER);
        part.getStyleClass().add("step-part");
        return part;
    }

    private void doStep() {
        switch (model.nextStep().get()) {
            case CHOOSE -> chooseFolder();
            case PLAYING -> showGame.run();
            case INSTALL, UPDATE, REPAIR, APPLY_PRESET, LAUNCH, MEND -> model.doNextStep();
            case ELSEWHERE -> { }
        }
    }

    private void chooseFolder() {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(texts.of("ui.setup.chooseFolder"));
        Install shown = model.install().get();
        if (shown != null && shown.folder().toFile().isDirectory()) {
            chooser.setInitialDirectory(shown.folder().toFile());
        }
        File chosen = chooser.showDialog(root.getScene().getWindow());
        if (chosen != null) {
            model.choose(chosen.toPath());
        }
    }

    private void chooseArchive() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(texts.of("ui.setup.archive.choose"));
        chooser.setInitialFileName("MemoryPoolNVSE-" + model.shippedVersion() + ".zip");
        File chosen = chooser.showSaveDialog(root.getScene().getWindow());
        if (chosen != null) {
            model.actions().saveArchive(chosen.toPath());
        }
    }

    private void withInstall(Consumer<Install> action) {
        Install shown = model.install().get();
        if (shown != null) {
            action.accept(shown);
        }
    }

    // --- showing

    private void showInstall() {
        Install shown = model.install().get();
        boolean none = shown == null;
        presetPart.setVisible(!none);
        presetPart.setManaged(!none);
        if (shown == null) {
            gameTitle.setText(texts.of(model.searched().get() ? "ui.setup.none" : "ui.setup.searching"));
            badges.getChildren().clear();
            gamePath.setText(texts.of("ui.setup.none.text"));
            gamePath.setTooltip(null);
        } else {
            gameTitle.setText(texts.of("ui.setup.game"));
            badges.getChildren().setAll(facts(shown).stream().map(SetupPage::chip).toList());
            gamePath.setText(shown.folder().toString());
            gamePath.setTooltip(new Tooltip(shown.folder().toString()));
        }
        copies.show(model.installs(), shown);
        String inPrefix = shown == null ? "" : shown.prefix()
                .map(runs -> texts.of("ui.setup.prefix", runs.runner().title(), runs.folder())).orElse("");
        prefix.setText(inPrefix);
        prefix.setTooltip(inPrefix.isEmpty() ? null : new Tooltip(inPrefix));
        prefix.setManaged(!inPrefix.isEmpty());
        others.setVisible(!none || model.installs().size() > 1);
        others.getItems().setAll(model.installs().stream().map(this::otherItem).toList());
        if (!others.getItems().isEmpty()) {
            others.getItems().add(new SeparatorMenuItem());
        }
        MenuItem browse = new MenuItem(texts.of("ui.setup.browse"));
        browse.setOnAction(_ -> chooseFolder());
        others.getItems().add(browse);
        open.setDisable(none);
        archive.setDisable(none);
    }

    private void showMore() {
        asMod.getItems().setAll(model.modFolders().stream().map(this::modItem).toList());
        asMod.setVisible(!asMod.getItems().isEmpty());
        clearLargeAddress.setDisable(!model.actions().canClearLargeAddress());
        uninstall.setDisable(!model.actions().canUninstall());
        nvseBack.setVisible(model.actions().canTakeNvseBack());
        withoutOrganizer.setVisible(model.actions().canLaunchWithoutOrganizer());
    }

    private MenuItem modItem(Path mods) {
        MenuItem item = new MenuItem(mods.toString());
        item.setMnemonicParsing(false);
        item.setOnAction(_ -> model.actions().installAsMod(mods));
        return item;
    }

    private MenuItem otherItem(Install other) {
        RadioMenuItem item = new RadioMenuItem(texts.of("ui.setup.other", badge.of(other), other.folder()));
        Install shown = model.install().get();
        item.setSelected(shown != null && shown.folder().equals(other.folder()));
        item.setMnemonicParsing(false);
        item.setOnAction(_ -> model.prefer(other));
        return item;
    }

    /** Whose copy it is and what runs it, which build, which version. */
    private List<String> facts(Install shown) {
        String named = shown.executable().variant().name().toLowerCase(Locale.ROOT);
        String variant = texts.orElse("ui.setup.variant." + named, "");
        String version = shown.executable().version().map(Object::toString).orElse("");
        return Stream.of(badge.of(shown), variant, version).filter(part -> !part.isEmpty()).toList();
    }

    private static Label chip(String words) {
        Label chip = new Label(words);
        chip.getStyleClass().add("badge");
        return chip;
    }

    private void showFindings() {
        findings.getChildren().setAll(model.findings().stream().map(this::findingNode).toList());
        findings.setManaged(!model.findings().isEmpty());
        showInstall();
        showPreset();
    }

    private Node findingNode(FindingRow row) {
        Label text = new Label(row.text());
        text.setWrapText(true);
        text.setMinWidth(0);
        Label why = new Label(row.why());
        why.setWrapText(true);
        why.getStyleClass().addAll("text-muted", "text-small");
        boolean good = row.severity() == Severity.GOOD;
        VBox words = good ? new VBox(text) : new VBox(text, why);
        words.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(words, Priority.ALWAYS);
        Tooltip.install(words, new Tooltip(row.why()));
        Label word = new Label(row.word());
        word.getStyleClass().addAll("finding-word", "text-small", "word-" + row.severity().style());
        HBox line = new HBox(Icon.of(row.severity()), word, words);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("finding");
        if (row.fix() != null && model.actions().canMend(row.fix())) {
            Button mend = new Button(row.fixLabel());
            mend.setMinWidth(Region.USE_PREF_SIZE);
            mend.setAccessibleHelp(row.text());
            mend.setTooltip(new Tooltip(row.why()));
            mend.disableProperty().bind(model.busy());
            mend.setOnAction(_ -> model.actions().mend(Objects.requireNonNull(row.fix())));
            line.getChildren().add(mend);
        }
        return line;
    }

    private void showPreset() {
        Preset chosen = model.preset().get();
        if (chosen != null && !presets.getItems().contains(chosen)) {
            presets.getItems().setAll(model.presets());
        }
        if (!Objects.equals(presets.getValue(), chosen)) {
            presets.setValue(chosen);
        }
        BudgetFit fit = model.fit();
        if (chosen == null || fit == null) {
            presetSets.setText("");
            return;
        }
        presetSets.setText(model.describe(chosen));
        String words = texts.of(fit.fits() ? "ui.setup.fit" : "ui.setup.tight",
                Unit.BYTES.text(fit.budgets(), texts.locale()), Unit.BYTES.text(fit.limit(), texts.locale()),
                Unit.BYTES.text(fit.rest(), texts.locale()));
        addressWords.setText(words);
        addressWords.setGraphic(fit.fits() ? null : Icon.of(Severity.WARNING));
        addressWords.getStyleClass().setAll("label", "address-words", fit.fits() ? "text-muted" : "text-plain");
        addressBar.show(fit, words);
    }

    private void showStep() {
        NextStep next = model.nextStep().get();
        Optional<FindingRow> obstacle = next == NextStep.MEND || next == NextStep.ELSEWHERE
                ? model.obstacleRow() : Optional.empty();
        String key = "ui.setup.step." + next.name().toLowerCase(Locale.ROOT);
        step.setText(obstacle.map(FindingRow::fixLabel).filter(label -> !label.isEmpty())
                .orElseGet(() -> texts.orElse(key, "")));
        step.setTooltip(new Tooltip(obstacle.map(FindingRow::why).orElseGet(() -> texts.orElse(key + ".tip", ""))));
        step.setDisable(model.busy().get() || next == NextStep.ELSEWHERE);
        stepWords.setText(next == NextStep.PLAYING ? texts.of("ui.setup.playing")
                : obstacle.map(FindingRow::text).orElse(""));
        stepWords.setManaged(!stepWords.getText().isEmpty());
    }

    private void showPlan() {
        boolean any = !model.plan().isEmpty();
        planPane.setVisible(any);
        planPane.setManaged(any);
        plan.show(model.plan());
    }

    /** While something waits for a person's word, that and not the next step is what Enter means and what stands out. */
    private void showProposal(@Nullable Proposal shown) {
        step.setDefaultButton(shown == null);
        step.getStyleClass().remove("primary");
        if (shown == null) {
            step.getStyleClass().add("primary");
        }
        proposal.show(shown);
        if (shown != null) {
            root.setVvalue(root.getVmin());
        }
    }

    // --- keys

    private void onKey(KeyEvent event) {
        KeyCombination install = new KeyCodeCombination(KeyCode.I, KeyCombination.SHORTCUT_DOWN);
        KeyCombination launch = new KeyCodeCombination(KeyCode.L, KeyCombination.SHORTCUT_DOWN);
        if (event.getCode() == KeyCode.F5) {
            model.rescan();
        } else if (install.match(event) && model.nextStep().get().writes()) {
            model.doNextStep();
        } else if (launch.match(event) && model.nextStep().get() == NextStep.LAUNCH) {
            model.launch();
        } else {
            return;
        }
        event.consume();
    }

    private final class PresetCell extends ListCell<Preset> {

        @Override
        protected void updateItem(@Nullable Preset item, boolean empty) {
            super.updateItem(item, empty);
            setText(empty || item == null ? null
                    : texts.of("ui.setup.preset.line", texts.orElse("ui.preset." + item.id(), item.id()),
                            texts.orElse("preset." + item.id(), texts.of("preset.own"))));
        }
    }
}
