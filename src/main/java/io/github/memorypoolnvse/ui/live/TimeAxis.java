package io.github.memorypoolnvse.ui.live;

import io.github.memorypoolnvse.Texts;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;

/**
 * The time axis below the graphs of one column: how long ago while following a running game, the time since the run began
 * otherwise, with the marks' flags.
 */
final class TimeAxis extends Region {

    private static final long SECOND = 1_000_000_000L;
    private static final long[] STEPS = {
        1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400
    };
    private static final double LABEL_DISTANCE_EM = 7;
    private static final double FLAG_EM = 0.9;
    private static final double LABELS_BELOW_EM = 0.95;

    private final TimeView view;
    private final Marks marks;
    private final Texts texts;
    private final List<Text> labels = new ArrayList<>();
    private final List<Label> flags = new ArrayList<>();
    private final Label cursor = new Label();

    TimeAxis(TimeView view, Marks marks, Texts texts) {
        this.view = view;
        this.marks = marks;
        this.texts = texts;
        getStyleClass().add("time-axis");
        cursor.getStyleClass().add("graph-readout");
        cursor.setManaged(false);
        cursor.setVisible(false);
        cursor.setMouseTransparent(true);
        getChildren().add(cursor);
        view.onChange(this::requestLayout);
        marks.onChange(this::requestLayout);
    }

    @Override
    protected double computePrefHeight(double width) {
        return snapSizeY(em() * 2.2);
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    private double em() {
        return cursor.getFont().getSize();
    }

    @Override
    protected void layoutChildren() {
        double left = snappedLeftInset() + LiveGraph.gutter(em());
        double width = getWidth() - left - snappedRightInset();
        if (width < 1) {
            return;
        }
        long from = view.from();
        long to = view.to();
        double perNano = width / (to - from);
        long step = step((long) (em() * LABEL_DISTANCE_EM / perNano));
        int used = 0;
        if (view.atNow()) {
            for (long ago = 0; ago <= to - from && used < 64; ago += step) {
                place(used++, left + width - ago * perNano,
                        ago == 0 ? texts.of("ui.axis.now") : "−" + clock(ago));
            }
        } else {
            long first = Math.max(0, Math.floorDiv(from + step - 1, step) * step);
            for (long time = first; time <= to && used < 64; time += step) {
                place(used++, left + (time - from) * perNano, clock(time));
            }
        }
        for (int i = used; i < labels.size(); i++) {
            labels.get(i).setVisible(false);
        }
        placeFlags(left, perNano, from, to);
        placeCursor(left, perNano, from, to);
    }

    private void place(int index, double x, String words) {
        while (labels.size() <= index) {
            Text text = new Text();
            text.getStyleClass().add("axis-text");
            text.setTextOrigin(VPos.TOP);
            text.setManaged(false);
            labels.add(text);
            getChildren().addFirst(text);
            text.applyCss();
        }
        Text text = labels.get(index);
        text.setVisible(true);
        if (!words.equals(text.getText())) {
            text.setText(words);
        }
        double half = text.getLayoutBounds().getWidth() / 2;
        text.setX(Math.round(Math.clamp(x - half, 0, Math.max(0, getWidth() - 2 * half))));
        text.setY(Math.round(em() * LABELS_BELOW_EM));
    }

    private void placeFlags(double left, double perNano, long from, long to) {
        int used = 0;
        for (Mark mark : marks.all()) {
            if (mark.time() < from || mark.time() > to) {
                continue;
            }
            while (flags.size() <= used) {
                Label flag = new Label();
                flag.setManaged(false);
                flag.setTooltip(new Tooltip());
                flags.add(flag);
                getChildren().add(flag);
            }
            Label flag = flags.get(used++);
            flag.setVisible(true);
            flag.getStyleClass().setAll("mark-flag", "mark-" + mark.kind().name().toLowerCase(java.util.Locale.ROOT));
            flag.getTooltip().setText(texts.of("ui.mark.at", clock(mark.time()), mark.text()));
            flag.setAccessibleText(mark.text());
            double size = em() * FLAG_EM;
            flag.resizeRelocate(Math.round(left + (mark.time() - from) * perNano - size / 2), 0, size, size);
        }
        for (int i = used; i < flags.size(); i++) {
            flags.get(i).setVisible(false);
        }
    }

    private void placeCursor(double left, double perNano, long from, long to) {
        long time = view.cursor();
        boolean pointed = time != TimeView.NOWHERE && time >= Math.max(0, from) && time <= to;
        cursor.setVisible(pointed);
        if (pointed) {
            cursor.setText(clock(Math.max(0, time)));
            cursor.autosize();
            double x = left + (time - from) * perNano - cursor.getWidth() / 2;
            cursor.relocate(Math.round(Math.clamp(x, 0, Math.max(0, getWidth() - cursor.getWidth()))), 0);
            cursor.toFront();
        }
    }

    private static long step(long least) {
        for (long seconds : STEPS) {
            if (seconds * SECOND >= least) {
                return seconds * SECOND;
            }
        }
        return Math.ceilDiv(least, 14_400 * SECOND) * 14_400 * SECOND;
    }

    /** A length of time as h:mm:ss, m:ss when it is below an hour. */
    static String clock(long nanos) {
        long seconds = nanos / SECOND;
        long minutes = seconds / 60;
        return minutes < 60 ? "%d:%02d".formatted(minutes, seconds % 60)
                : "%d:%02d:%02d".formatted(minutes / 60, minutes % 60, seconds % 60);
    }
}
