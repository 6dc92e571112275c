package io.github.memorypoolnvse.ui.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.telemetry.SampleHistory;
import io.github.memorypoolnvse.ui.Screens;
import io.github.memorypoolnvse.ui.theme.Appearance;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tab;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DetailsPaneTest {

    private final Texts texts = new Texts(Locale.ENGLISH);
    private final FullRun run = new FullRun().play(120);
    private DetailsPane pane;
    private Stage stage;

    @BeforeEach
    void show() throws InterruptedException {
        stage = Screens.call(() -> {
            pane = new DetailsPane(texts);
            pane.show(run.feed());
            pane.refresh(run.details());
            return Screens.show(new StackPane(pane), Appearance.DARK);
        });
    }

    @AfterEach
    void close() throws InterruptedException {
        Screens.run(stage::close);
    }

    @Test
    void everyPatternOfPageCallsHasItsCallsAndWhatWasSaved() throws Exception {
        TableView<PagePattern> table = table("Page calls");

        assertThat(table.getItems()).extracting(PagePattern::name).containsExactly("Pool arenas", "Media buffers",
                "Heap growth", "Scrap heap extent", "C runtime blocks");
        PagePattern first = table.getItems().getFirst();
        assertThat(first.calls()).isEqualTo(run.snapshot().orElseThrow().value("pages.pool_arena.calls").orElseThrow());
        assertThat(first.share()).isCloseTo((double) first.saved() / first.calls(), within(1e-9)).isGreaterThan(0.8);
        assertThat(first.system()).isPositive();
        Screens.run(() -> pane.getSelectionModel().select(tab("Page calls")));
        Screens.write(stage, "details-patterns", Appearance.DARK);
    }

    @Test
    void everyPartTellsWhatItHoldsAndTheMostItHeld() throws Exception {
        TableView<MemoryParts.Part> table = table("Memory by part");
        SampleHistory history = run.feed().history();
        int live = run.feed().channel("engine.live_bytes").orElseThrow().series();
        SampleHistory.Range all = new SampleHistory.Range();
        history.summarize(live, history.oldest(), history.end(), all);

        MemoryParts.Part engine = table.getItems().stream()
                .filter(part -> part.peak() == all.max()).findFirst().orElseThrow();
        assertThat(engine.now()).isEqualTo(history.newest(live));
        assertThat(table.getItems()).hasSizeGreaterThan(8).allSatisfy(part ->
                assertThat(part.peak()).isGreaterThanOrEqualTo(part.now()));

        Screens.run(() -> {
            table.getSelectionModel().select(2);
            run.play(30);
            pane.refresh(run.details());
        });
        history.summarize(live, history.oldest(), history.end(), all);
        assertThat(table.getItems()).anyMatch(part -> part.peak() == all.max() && part.now() == history.newest(live));
        assertThat(Screens.call(() -> table.getSelectionModel().getSelectedIndex())).isEqualTo(2);
        Screens.run(() -> pane.getSelectionModel().select(tab("Memory by part")));
        Screens.write(stage, "details-parts", Appearance.DARK);
    }

    @Test
    void numbersAreSortedAsNumbers() throws Exception {
        TableView<MemoryParts.Part> table = table("Memory by part");
        TableColumn<MemoryParts.Part, ?> now = table.getColumns().get(1);

        Screens.run(() -> {
            now.setSortType(TableColumn.SortType.ASCENDING);
            table.getSortOrder().setAll(List.of(now));
        });

        assertThat(table.getItems()).extracting(MemoryParts.Part::now).isSorted();
    }

    @Test
    void theBudgetsSayThatTheyAreSettings() throws Exception {
        Screens.run(() -> pane.getSelectionModel().select(tab("Budgets")));
        Screens.write(stage, "details-budgets", Appearance.DARK);

        assertThat(((Label) pane.lookup(".details-note")).getText())
                .isEqualTo("These are settings. The engine does not tell how much of a budget is in use.");
    }

    private Tab tab(String name) {
        return pane.getTabs().stream().filter(each -> name.equals(each.getText())).findFirst().orElseThrow();
    }

    @SuppressWarnings("unchecked")
    private <T> TableView<T> table(String name) {
        Node content = tab(name).getContent();
        return (TableView<T>) content;
    }
}
