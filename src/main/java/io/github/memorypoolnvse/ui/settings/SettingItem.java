package io.github.memorypoolnvse.ui.settings;

import io.github.memorypoolnvse.Texts;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.value.ObservableValue;
import org.controlsfx.control.PropertySheet;

/**
 * A line of a property sheet.
 *
 * @param words what may be chosen; empty for a switch or a text
 * @param set takes a value and says why it does not
 * @param remark what is to be said of the value that is there; mostly nothing
 */
record SettingItem(String category, String name, String description, Class<?> type, List<String> words,
        Supplier<Object> get, Function<Object, Optional<String>> set, Optional<String> remark)
        implements PropertySheet.Item {

    /** A line for one key of the plugin's INI. */
    static SettingItem of(PluginSetting setting, PluginSettingsViewModel model, Texts texts) {
        String category = texts.of("ui.ini." + setting.section());
        String name = texts.of(setting.textKey());
        String help = texts.of(setting.textKey() + ".help");
        String standard = model.words(setting, setting.standard());
        Optional<String> remark = model.remark(setting);
        return switch (setting.kind()) {
            case PluginSetting.Kind.Switch _ -> new SettingItem(category, name,
                    texts.of("ui.settings.item", help, standard), Boolean.class, List.of(),
                    () -> model.value(setting).equals("1"),
                    value -> model.edit(setting, Boolean.TRUE.equals(value) ? "1" : "0"), remark);
            case PluginSetting.Kind.Choice(List<String> words) -> new SettingItem(category, name,
                    texts.of("ui.settings.item", help, standard), String.class, words,
                    () -> model.value(setting), value -> model.edit(setting, String.valueOf(value)), remark);
            case PluginSetting.Kind.Whole(long least, long most) -> new SettingItem(category, name,
                    texts.of("ui.settings.item.range", help, standard, Long.toString(least), Long.toString(most)),
                    Long.class, List.of(), () -> model.value(setting),
                    value -> model.edit(setting, String.valueOf(value)), remark);
        };
    }

    @Override
    public Class<?> getType() {
        return type;
    }

    @Override
    public String getCategory() {
        return category;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public String getDescription() {
        return description;
    }

    @Override
    public Object getValue() {
        return get.get();
    }

    @Override
    public void setValue(Object value) {
        take(value);
    }

    /** Sets the value; says why not where it is refused. */
    Optional<String> take(Object value) {
        return set.apply(value);
    }

    @Override
    public Optional<ObservableValue<? extends Object>> getObservableValue() {
        return Optional.empty();
    }
}
