package io.github.memorypoolnvse.ui.settings;

import io.github.memorypoolnvse.ui.theme.Icon;
import io.github.memorypoolnvse.ui.theme.Severity;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.collections.FXCollections;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Callback;
import org.controlsfx.control.PropertySheet;
import org.controlsfx.control.ToggleSwitch;
import org.controlsfx.property.editor.PropertyEditor;

/** The editors of the property sheets: a switch, a choice, or a field that refuses what does not fit as it is typed. */
final class SettingEditors implements Callback<PropertySheet.Item, PropertyEditor<?>> {

    private static final double EDITOR_WIDTH = 220;

    @Override
    public PropertyEditor<?> call(PropertySheet.Item item) {
        SettingItem setting = (SettingItem) item;
        if (setting.type() == Boolean.class) {
            return new SwitchEditor(setting);
        }
        return setting.words().isEmpty() ? new NumberEditor(setting) : new ChoiceEditor(setting);
    }

    /** The control with its explanation below, and what there is to say of the value. */
    private static Node explained(Control control, SettingItem item, Node... more) {
        Label help = new Label(item.description());
        help.setWrapText(true);
        help.getStyleClass().add("setting-help");
        help.setLabelFor(control);
        VBox lines = new VBox(3, control);
        lines.getChildren().addAll(more);
        item.remark().ifPresent(words -> {
            Label remark = new Label(words, Icon.of(Severity.WARNING));
            remark.setWrapText(true);
            remark.getStyleClass().add("setting-remark");
            lines.getChildren().add(remark);
        });
        lines.getChildren().add(help);
        return lines;
    }

    private static String help(SettingItem item) {
        return Stream.concat(item.remark().stream(), Stream.of(item.description())).collect(Collectors.joining("\n"));
    }

    private static <T extends Control> T named(T control, SettingItem item) {
        control.setAccessibleText(item.name());
        control.setAccessibleHelp(help(item));
        control.setMaxWidth(EDITOR_WIDTH);
        return control;
    }

    private static final class SwitchEditor implements PropertyEditor<Boolean> {

        private final SettingItem line;
        private final ToggleSwitch control;

        SwitchEditor(SettingItem item) {
            line = item;
            control = named(new ToggleSwitch(), item);
            control.setMaxWidth(Region.USE_PREF_SIZE);
            control.setSelected(Boolean.TRUE.equals(item.getValue()));
            control.selectedProperty().addListener((_, _, on) -> item.setValue(on));
        }

        @Override
        public Node getEditor() {
            return explained(control, line);
        }

        @Override
        public Boolean getValue() {
            return control.isSelected();
        }

        @Override
        public void setValue(Boolean value) {
            control.setSelected(value);
        }
    }

    private static final class ChoiceEditor implements PropertyEditor<String> {

        private final SettingItem line;
        private final ComboBox<String> control;

        ChoiceEditor(SettingItem item) {
            line = item;
            control = named(new ComboBox<>(FXCollections.observableArrayList(List.copyOf(item.words()))), item);
            control.setValue(String.valueOf(item.getValue()));
            control.valueProperty().addListener((_, _, word) -> item.setValue(word));
            control.setPrefWidth(EDITOR_WIDTH);
        }

        @Override
        public Node getEditor() {
            return explained(control, line);
        }

        @Override
        public String getValue() {
            return control.getValue();
        }

        @Override
        public void setValue(String value) {
            control.setValue(value);
        }
    }

    private static final class NumberEditor implements PropertyEditor<String> {

        private final SettingItem line;
        private final TextField control;
        private final Refusal refusal;

        NumberEditor(SettingItem item) {
            line = item;
            control = named(new TextField(String.valueOf(item.getValue())), item);
            refusal = new Refusal(control, help(item));
            control.textProperty().addListener((_, _, text) -> refusal.show(item.take(text)));
            control.focusedProperty().addListener((_, _, focused) -> {
                if (!focused) {
                    control.setText(String.valueOf(item.getValue()));
                }
            });
        }

        @Override
        public Node getEditor() {
            return explained(control, line, refusal);
        }

        @Override
        public String getValue() {
            return control.getText();
        }

        @Override
        public void setValue(String value) {
            control.setText(value);
        }
    }
}
