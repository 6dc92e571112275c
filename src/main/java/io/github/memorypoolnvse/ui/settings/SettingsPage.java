package io.github.memorypoolnvse.ui.settings;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.ui.ArrowChoice;
import io.github.memorypoolnvse.ui.NoticeBar;
import io.github.memorypoolnvse.ui.Page;
import io.github.memorypoolnvse.ui.setup.Notice;
import io.github.memorypoolnvse.ui.theme.Appearance;
import io.github.memorypoolnvse.ui.theme.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.controlsfx.control.SegmentedButton;
import org.jspecify.annotations.Nullable;

/** The plugin's settings and the manager's own, each in a searchable sheet. */
public final class SettingsPage implements Page {

    private static final List<String> LANGUAGES = List.of("", "en", "de");

    private final PluginSettingsViewModel plugin;
    private final Supplier<UiSettings> settings;
    private final Consumer<UiSettings> keep;
    private final Texts texts;
    private final BorderPane root = new BorderPane();
    private final StackPane middle = new StackPane();
    private final SheetList pluginSheet;
    private final SheetList managerSheet;
    private final Label absent = new Label();
    private final Button save = new Button();
    private final Button standard = new Button();
    private final UnsavedBar unsaved;
    private final NoticeBar notice;
    private final NoticeBar unkept;
    private ObservableValue<String> hindrance = new ReadOnlyStringWrapper("");
    private final PresetsPane presetsPane;
    private Part shows = Part.PLUGIN;

    /** What the page shows. */
    private enum Part {
        PLUGIN, PRESETS, MANAGER
    }

    /**
     * @param alertRules the manager's own alerts
     * @param settings the manager's own, as they are
     * @param keep takes them as they shall be
     */
    public SettingsPage(PluginSettingsViewModel plugin, PresetsViewModel presets, AlertRulesViewModel alertRules,
            Supplier<UiSettings> settings, Consumer<UiSettings> keep, Texts texts) {
        this.plugin = plugin;
        this.settings = settings;
        this.keep = keep;
        this.texts = texts;
        pluginSheet = new SheetList(texts.of("ui.settings.search"));
        managerSheet = new SheetList(texts.of("ui.settings.search"));
        root.getStyleClass().add("settings-page");
        absent.setText(texts.of("ui.settings.absent"));
        absent.getStyleClass().add("empty-text");
        absent.setWrapText(true);
        presetsPane = new PresetsPane(presets, texts, PresetFiles.choosers(texts, root));
        presets.notice().addListener((_, _, shown) -> showNotice(shown));
        middle.getChildren().addAll(pluginSheet, presetsPane, managerSheet, absent);
        notice = new NoticeBar(texts);
        VBox.setMargin(notice, new Insets(0, 12, 6, 12));
        unsaved = new UnsavedBar(plugin, texts);
        VBox.setMargin(unsaved, new Insets(0, 12, 6, 12));
        unkept = new NoticeBar(texts);
        VBox.setMargin(unkept, new Insets(0, 12, 6, 12));
        root.setTop(new VBox(toolbar(), unsaved, unkept, notice));
        root.setCenter(middle);
        managerSheet.show(managerItems());
        managerSheet.addBelow(new AlertRulesForm(alertRules, texts));
        plugin.loaded().addListener((_, _, _) -> showPlugin());
        plugin.absent().addListener((_, _, _) -> showPlugin());
        plugin.changed().addListener((_, _, _) -> showButtons());
        plugin.rightsNeeded().addListener((_, _, _) -> showButtons());
        plugin.unsaved().addListener((_, _, _) -> showButtons());
        plugin.notice().addListener((_, _, shown) -> showNotice(shown));
        root.addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
        showPlugin();
        showNotice(null);
    }

    @Override
    public String id() {
        return "settings";
    }

    @Override
    public Node node() {
        return root;
    }

    @Override
    public void shown() {
        plugin.load();
        presetsPane.load();
    }

    private Node toolbar() {
        ToggleButton first = new ToggleButton(texts.of("ui.settings.plugin"));
        ToggleButton middleOne = new ToggleButton(texts.of("ui.settings.presets"));
        middleOne.setTooltip(new Tooltip(texts.of("ui.settings.presets.tip")));
        ToggleButton second = new ToggleButton(texts.of("ui.settings.manager"));
        first.setTooltip(new Tooltip(texts.of("ui.settings.plugin.tip")));
        second.setTooltip(new Tooltip(texts.of("ui.settings.manager.tip")));
        SegmentedButton which = new SegmentedButton(first, middleOne, second);
        ToggleGroup group = new ToggleGroup();
        which.setToggleGroup(group);
        first.setSelected(true);
        first.setOnAction(_ -> choose(group, first, Part.PLUGIN));
        middleOne.setOnAction(_ -> choose(group, middleOne, Part.PRESETS));
        second.setOnAction(_ -> choose(group, second, Part.MANAGER));
        save.setText(texts.of("ui.settings.save"));
        save.setTooltip(new Tooltip(texts.of("ui.settings.save.tip")));
        save.getStyleClass().add("accent");
        save.setOnAction(_ -> plugin.save());
        standard.setText(texts.of("ui.settings.standard"));
        standard.setTooltip(new Tooltip(texts.of("ui.settings.standard.tip")));
        standard.setOnAction(_ -> plugin.standard());
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        ArrowChoice.in(which);
        HBox bar = new HBox(which, space, standard, save);
        bar.getStyleClass().add("toolbar");
        bar.setAlignment(Pos.CENTER_LEFT);
        return bar;
    }

    private void choose(ToggleGroup group, ToggleButton chosen, Part part) {
        group.selectToggle(chosen);
        shows = part;
        showNotice(null);
        showPlugin();
    }

    private void showPlugin() {
        boolean there = plugin.loaded().get();
        if (there) {
            pluginSheet.show(PluginSetting.ALL.stream()
                    .map(setting -> SettingItem.of(setting, plugin, texts)).toList());
        }
        pluginSheet.setVisible(shows == Part.PLUGIN && there);
        absent.setVisible(shows == Part.PLUGIN && plugin.absent().get());
        managerSheet.setVisible(shows == Part.MANAGER);
        presetsPane.setVisible(shows == Part.PRESETS);
        showUnkept();
        showButtons();
    }

    /** Says above the manager's own settings what keeps them from being kept, by its key; empty for nothing. */
    public void sayWhatHinders(ObservableValue<String> hinders) {
        hindrance = hinders;
        hinders.addListener((_, _, _) -> showUnkept());
        showUnkept();
    }

    private void showUnkept() {
        String key = hindrance.getValue();
        unkept.show(shows == Part.MANAGER && !key.isEmpty()
                ? new Notice(Severity.WARNING, texts.of("ui.settings.unkept." + key)) : null);
    }

    private void showButtons() {
        boolean offered = shows == Part.PLUGIN && plugin.loaded().get();
        save.setVisible(offered && plugin.unsaved().get() == null);
        standard.setVisible(offered);
        save.setText(texts.of(plugin.rightsNeeded().get() ? "ui.settings.save.elevated" : "ui.settings.save"));
        save.setDisable(!plugin.changed().get());
    }

    private void showNotice(@Nullable Notice shown) {
        notice.show(shown, (shows == Part.PRESETS ? presetsPane.undo() : Optional.<Node>empty()).stream()
                .toArray(Node[]::new));
    }

    // --- the manager's own

    private List<SettingItem> managerItems() {
        List<SettingItem> items = new ArrayList<>();
        Map<String, Appearance> looks = new LinkedHashMap<>();
        for (Appearance each : Appearance.values()) {
            looks.put(texts.of("ui.settings.appearance." + each.name().toLowerCase(Locale.ROOT)), each);
        }
        items.add(choice("window", "appearance", List.copyOf(looks.keySet()),
                () -> name(looks, settings.get().appearance()),
                word -> settings.get().withAppearance(looks.getOrDefault(word, Appearance.SYSTEM))));
        Map<String, String> tongues = new LinkedHashMap<>();
        LANGUAGES.forEach(tag -> tongues.put(language(tag), tag));
        items.add(choice("window", "language", List.copyOf(tongues.keySet()),
                () -> name(tongues, settings.get().language()),
                word -> settings.get().withLanguage(tongues.getOrDefault(word, ""))));
        items.add(choice("live", "refresh", List.of("1", "2", "5", "10"),
                () -> Integer.toString(settings.get().refreshPerSecond()),
                word -> settings.get().withRefresh(Integer.parseInt(word))));
        items.add(onOff("live", "alerts", () -> settings.get().alerts(), on -> settings.get().withAlerts(on)));
        items.add(onOff("live", "notifications", () -> settings.get().notifications(),
                on -> settings.get().withNotifications(on)));
        items.add(onOff("sessions", "record", () -> settings.get().record(), on -> settings.get().withRecord(on)));
        return items;
    }

    private String language(String tag) {
        return tag.isEmpty() ? texts.of("ui.settings.language.system")
                : Locale.forLanguageTag(tag).getDisplayLanguage(Locale.forLanguageTag(tag));
    }

    private static <T> String name(Map<String, T> names, T value) {
        return names.entrySet().stream().filter(each -> each.getValue().equals(value)).map(Map.Entry::getKey)
                .findFirst().orElse("");
    }

    private SettingItem choice(String group, String id, List<String> words, Supplier<Object> get,
            Function<String, UiSettings> set) {
        return new SettingItem(texts.of("ui.settings.group." + group), texts.of("ui.settings." + id),
                texts.of("ui.settings." + id + ".help"), String.class, words, get,
                value -> kept(set.apply(String.valueOf(value))), Optional.empty());
    }

    private SettingItem onOff(String group, String id, Supplier<Object> get, Function<Boolean, UiSettings> set) {
        return new SettingItem(texts.of("ui.settings.group." + group), texts.of("ui.settings." + id),
                texts.of("ui.settings." + id + ".help"), Boolean.class, List.of(), get,
                value -> kept(set.apply(Boolean.TRUE.equals(value))), Optional.empty());
    }

    private Optional<String> kept(UiSettings chosen) {
        keep.accept(chosen);
        return Optional.empty();
    }

    private void onKey(KeyEvent event) {
        if (event.isShortcutDown() && event.getCode() == KeyCode.S) {
            plugin.save();
        } else if (event.isShortcutDown() && event.getCode() == KeyCode.F) {
            switch (shows) {
                case PLUGIN -> pluginSheet.focusSearch();
                case PRESETS -> presetsPane.focusSearch();
                case MANAGER -> managerSheet.focusSearch();
            }
        } else {
            return;
        }
        event.consume();
    }
}
