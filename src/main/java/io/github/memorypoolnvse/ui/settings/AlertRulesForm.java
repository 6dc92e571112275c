package io.github.memorypoolnvse.ui.settings;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.ui.live.AlertMetric;
import io.github.memorypoolnvse.ui.live.AlertRule;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

/** The alerts, one in a line: whether it is on, what is watched, how, and the two thresholds. */
final class AlertRulesForm extends VBox {

    private final AlertRulesViewModel model;
    private final Texts texts;
    private final VBox lines = new VBox();

    AlertRulesForm(AlertRulesViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        getStyleClass().addAll("sheet", "alert-rules");
        Label heading = new Label(texts.of("ui.settings.rules"));
        heading.getStyleClass().add("text-heading");
        Label help = new Label(texts.of("ui.settings.rules.help"));
        help.setWrapText(true);
        help.getStyleClass().add("setting-help");
        lines.getStyleClass().add("alert-rule-lines");
        Button add = new Button(texts.of("ui.settings.rules.add"));
        add.setOnAction(_ -> {
            model.add();
            lay();
        });
        Button reset = new Button(texts.of("ui.settings.rules.reset"));
        reset.setTooltip(new Tooltip(texts.of("ui.settings.rules.reset.tip")));
        reset.setOnAction(_ -> {
            model.reset();
            lay();
        });
        HBox buttons = new HBox(add, reset);
        buttons.getStyleClass().add("row");
        getChildren().addAll(heading, help, lines, buttons);
        lay();
    }

    private void lay() {
        lines.getChildren().clear();
        for (int place = 0; place < model.rules().size(); place++) {
            lines.getChildren().add(new Line(place));
        }
    }

    private final class Line extends VBox {

        private final int place;
        private final CheckBox on = new CheckBox();
        private final ComboBox<String> metric = new ComboBox<>();
        private final ComboBox<AlertRule.Test> test = new ComboBox<>();
        private final TextField raise = new TextField();
        private final Label raiseUnit = new Label();
        private final Label clearWords = new Label();
        private final TextField clear = new TextField();
        private final Label clearUnit = new Label();
        private final Button remove = new Button(texts.of("ui.settings.rules.remove"));

        Line(int place) {
            this.place = place;
            FlowPane fields = new FlowPane();
            fields.getStyleClass().add("alert-rule");
            fields.setAlignment(Pos.CENTER_LEFT);
            metric.setEditable(true);
            metric.getItems().setAll(model.metrics().stream().map(AlertMetric::label).sorted().toList());
            test.getItems().setAll(AlertRule.Test.values());
            test.setConverter(new TestWords());
            raise.getStyleClass().add("threshold");
            clear.getStyleClass().add("threshold");
            clearWords.getStyleClass().add("alert-clear-words");
            fields.getChildren().addAll(on, metric, test, pair(raise, raiseUnit), clearWords, pair(clear, clearUnit),
                    remove);
            Refusal metricRefusal = new Refusal(metric.getEditor(), texts.of("ui.settings.rules.help"));
            getChildren().addAll(fields, metricRefusal);
            show();
            on.selectedProperty().addListener((_, _, watched) -> model.watch(place, watched));
            metric.valueProperty().addListener((_, _, words) -> {
                Optional<String> refused = words == null ? Optional.empty() : model.choose(place, words);
                metricRefusal.show(refused);
                if (words != null && refused.isEmpty()) {
                    show();
                }
            });
            test.valueProperty().addListener((_, _, chosen) -> {
                model.test(place, chosen);
                show();
            });
            edit(raise, words -> model.raise(place, words));
            edit(clear, words -> model.clear(place, words));
            remove.setOnAction(_ -> {
                model.remove(place);
                lay();
            });
        }

        private static HBox pair(TextField field, Label unit) {
            HBox pair = new HBox(field, unit);
            pair.getStyleClass().add("threshold-pair");
            pair.setAlignment(Pos.CENTER_LEFT);
            return pair;
        }

        /** Takes a number as it is typed; why one is refused stands below until the field is left. */
        private void edit(TextField field, Function<String, Optional<String>> take) {
            Refusal refusal = new Refusal(field, texts.of("ui.settings.rules.help"));
            getChildren().add(refusal);
            field.textProperty().addListener((_, _, words) -> {
                if (field.isFocused()) {
                    refusal.show(take.apply(words));
                }
            });
            field.focusedProperty().addListener((_, _, focused) -> {
                if (!focused) {
                    refusal.show(Optional.empty());
                    show();
                }
            });
        }

        private void show() {
            AlertRule rule = model.rules().get(place);
            String name = model.metric(rule.metric()).label();
            on.setSelected(rule.on());
            metric.setValue(name);
            test.setValue(rule.test());
            raise.setText(model.raise(place));
            clear.setText(model.clear(place));
            raiseUnit.setText(model.raiseUnit(place));
            clearUnit.setText(model.clearUnit(place));
            clearWords.setText(texts.of(rule.test() == AlertRule.Test.RISES
                    ? "ui.settings.rules.quiet" : "ui.settings.rules.clear"));
            on.setAccessibleText(texts.of("ui.settings.rules.on.name", name));
            metric.setAccessibleText(texts.of("ui.settings.rules.metric.name", name));
            metric.getEditor().setAccessibleText(texts.of("ui.settings.rules.metric.name", name));
            test.setAccessibleText(texts.of("ui.settings.rules.test.name", name));
            raise.setAccessibleText(texts.of("ui.settings.rules.raise.name", name, model.raiseUnit(place)));
            clear.setAccessibleText(texts.of("ui.settings.rules.clear.name", name, model.clearUnit(place)));
            remove.setAccessibleText(texts.of("ui.settings.rules.remove.name", name));
        }
    }

    private final class TestWords extends StringConverter<AlertRule.Test> {

        @Override
        public String toString(AlertRule.Test test) {
            return test == null ? "" : texts.of("ui.settings.rules.test." + test.name().toLowerCase(Locale.ROOT));
        }

        @Override
        public AlertRule.Test fromString(String words) {
            throw new UnsupportedOperationException("tests are chosen, not typed");
        }
    }
}
