package io.github.memorypoolnvse.ui.live;

import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import org.jspecify.annotations.Nullable;

/** A column of numbers, sorted as numbers whatever words they are shown in. */
final class FigureColumn<T> extends TableColumn<T, Double> {

    FigureColumn(String title, double width, ToDoubleFunction<T> value, DoubleFunction<String> words) {
        super(title);
        setPrefWidth(width);
        getStyleClass().add("number");
        setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(value.applyAsDouble(row.getValue())));
        setCellFactory(_ -> new TableCell<>() {
            @Override
            protected void updateItem(@Nullable Double item, boolean empty) {
                super.updateItem(item, empty);
                setText(empty || item == null ? null : words.apply(item));
            }
        });
    }
}
