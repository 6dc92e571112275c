package io.github.memorypoolnvse.ui.settings;

import java.util.List;
import javafx.collections.FXCollections;
import javafx.css.PseudoClass;
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
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

    @Override
    public PropertyEditor<?> call(PropertySheet.Item item) {
        SettingItem setting = (SettingItem) item;
        if (setting.type() == Boolean.class) {
            return new SwitchEditor(setting);
        }
        return setting.words().isEmpty() ? new NumberEditor(setting) : new ChoiceEditor(setting);
    }

    /** The control with its explanation below. */
    private static Node explained(Control control, SettingItem item) {
        Label help = new Label(item.description());
        help.setWrapText(true);
        help.getStyleClass().add("setting-help");
        help.setLabelFor(control);
        return new VBox(3, control, help);
    }

    private static <T extends Control> T named(T control, SettingItem item) {
        control.setAccessibleText(item.name());
        control.setAccessibleHelp(item.description());
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

        NumberEditor(SettingItem item) {
            line = item;
            control = named(new TextField(String.valueOf(item.getValue())), item);
            control.textProperty().addListener((_, _, text) -> {
                item.setValue(text);
                control.pseudoClassStateChanged(WRONG, !String.valueOf(item.getValue()).equals(normal(text)));
            });
            control.focusedProperty().addListener((_, _, focused) -> {
                if (!focused) {
                    control.setText(String.valueOf(item.getValue()));
                }
            });
        }

        private static String normal(String text) {
            try {
                return Long.toString(Long.decode(text.strip()));
            } catch (NumberFormatException notANumber) {
                return "";
            }
        }

        @Override
        public Node getEditor() {
            return explained(control, line);
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
