package io.github.memorypoolnvse.ui.live;

import io.github.memorypoolnvse.Texts;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;

/**
 * What lies over a plot whose width is the stretch of a {@link TimeView}: the instant pointed at, with what the plot
 * says there, and the stretch being selected. Pointer, wheel and keys of the plot's owner move them and the view; none
 * of that draws the plot anew. Unmanaged; its owner lays it over the plot.
 */
final class TimeOverlay extends Region {

    private static final double DRAG_THRESHOLD = 4;
    private static final double WHEEL_ZOOM = 1.2;
    private static final double KEY_PAN = 0.1;
    /** One press of a key moves the instant by so much of the stretch. */
    private static final long KEY_STEPS = 200;

    /** What a plot says at an instant; the empty text where nothing is known. */
    @FunctionalInterface
    interface Reading {
        String at(long time);
    }

    private final Region owner;
    private final TimeView view;
    private final Reading reading;
    private final Texts texts;
    private final Rectangle cursorLine = new Rectangle(1, 0);
    private final Rectangle selection = new Rectangle();
    private final Label readout = new Label();
    private String name = "";
    private double pressedAt = Double.NaN;
    private boolean dragging;
    private boolean panning;
    /** Where the keys began to select, or nowhere. */
    private long anchor = TimeView.NOWHERE;

    /**
     * @param owner gets the focus and the events
     */
    TimeOverlay(Region owner, TimeView view, Reading reading, Texts texts) {
        this.owner = owner;
        this.view = view;
        this.reading = reading;
        this.texts = texts;
        setManaged(false);
        setMouseTransparent(true);
        cursorLine.getStyleClass().add("graph-cursor");
        selection.getStyleClass().add("graph-selection");
        readout.getStyleClass().add("graph-readout");
        for (Node each : new Node[] {selection, cursorLine, readout}) {
            each.setManaged(false);
            each.setVisible(false);
            getChildren().add(each);
        }
        owner.setFocusTraversable(true);
        owner.addEventHandler(MouseEvent.ANY, this::onMouse);
        owner.addEventHandler(ScrollEvent.SCROLL, this::onScroll);
        owner.addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
        owner.focusedProperty().addListener((_, _, focused) -> {
            if (!focused) {
                anchor = TimeView.NOWHERE;
                owner.setAccessibleText(name);
            }
        });
        view.onPoint(this::requestLayout);
    }

    /** What the plot is called. */
    void setName(String title) {
        name = title;
        owner.setAccessibleText(title);
    }

    /** The size of the letters of what is read. */
    double em() {
        return readout.getFont().getSize();
    }

    /** Whether the pointer is somewhere on a plot, or holds this one. */
    boolean inUse() {
        return view.cursor() != TimeView.NOWHERE || !Double.isNaN(pressedAt);
    }

    @Override
    protected void layoutChildren() {
        place();
    }

    /** Puts everything where the view is now; the plot was drawn or the pointer moved. */
    void place() {
        long time = view.cursor();
        boolean inside = time != TimeView.NOWHERE && time >= view.from() && time <= view.to();
        String words = inside ? reading.at(time) : "";
        boolean pointed = !words.isEmpty();
        cursorLine.setVisible(pointed);
        readout.setVisible(pointed);
        if (anchor != TimeView.NOWHERE && time != TimeView.NOWHERE) {
            showSelection(xOf(anchor), xOf(time));
        } else if (!dragging) {
            selection.setVisible(false);
        }
        if (!pointed) {
            return;
        }
        double x = Math.round(xOf(time));
        cursorLine.setX(x);
        cursorLine.setHeight(getHeight());
        readout.setText(words);
        readout.autosize();
        double gap = em() * 0.5;
        boolean fits = x + gap + readout.getWidth() < getWidth();
        readout.relocate(Math.round(fits ? x + gap : x - gap - readout.getWidth()), Math.round(gap * 0.5));
    }

    private void showSelection(double one, double other) {
        double left = Math.clamp(Math.min(one, other), 0, getWidth());
        double right = Math.clamp(Math.max(one, other), 0, getWidth());
        selection.setX(left);
        selection.setWidth(right - left);
        selection.setHeight(getHeight());
        selection.setVisible(true);
    }

    private double xOf(long time) {
        return (double) (time - view.from()) / (view.to() - view.from()) * getWidth();
    }

    /** The instant below a place of the owner. */
    private long timeAt(double x) {
        double share = Math.clamp((x - getLayoutX()) / getWidth(), 0, 1);
        return view.from() + (long) (share * (view.to() - view.from()));
    }

    private void onMouse(MouseEvent event) {
        if (event.getEventType() == MouseEvent.MOUSE_MOVED) {
            view.point(timeAt(event.getX()));
        } else if (event.getEventType() == MouseEvent.MOUSE_EXITED) {
            view.point(TimeView.NOWHERE);
        } else if (event.getEventType() == MouseEvent.MOUSE_PRESSED && event.getButton() == MouseButton.PRIMARY) {
            owner.requestFocus();
            anchor = TimeView.NOWHERE;
            pressedAt = event.getX();
            panning = event.isShiftDown();
            dragging = false;
        } else if (event.getEventType() == MouseEvent.MOUSE_DRAGGED && !Double.isNaN(pressedAt)) {
            drag(event.getX());
        } else if (event.getEventType() == MouseEvent.MOUSE_RELEASED && !Double.isNaN(pressedAt)) {
            release(event.getX());
        } else if (event.getEventType() == MouseEvent.MOUSE_CLICKED && event.getClickCount() == 2
                && event.getButton() == MouseButton.PRIMARY) {
            view.follow();
        }
    }

    private void drag(double x) {
        dragging |= Math.abs(x - pressedAt) > DRAG_THRESHOLD;
        if (!dragging) {
            return;
        }
        if (panning) {
            view.pan((pressedAt - x) / getWidth());
            pressedAt = x;
            return;
        }
        showSelection(pressedAt - getLayoutX(), x - getLayoutX());
        view.point(timeAt(x));
    }

    private void release(double x) {
        selection.setVisible(false);
        if (dragging && !panning) {
            view.select(timeAt(pressedAt), timeAt(x));
        }
        pressedAt = Double.NaN;
        dragging = false;
    }

    private void onScroll(ScrollEvent event) {
        double sideways = event.isShiftDown() && event.getDeltaX() == 0 ? event.getDeltaY() : event.getDeltaX();
        if (sideways != 0) {
            view.pan(-Math.signum(sideways) * KEY_PAN);
        } else if (event.getDeltaY() != 0) {
            view.zoom(event.getDeltaY() > 0 ? 1 / WHEEL_ZOOM : WHEEL_ZOOM, timeAt(event.getX()));
        }
        event.consume();
    }

    private void onKey(KeyEvent event) {
        if (event.isAltDown()) {
            return;
        }
        long middle = view.cursor() != TimeView.NOWHERE ? view.cursor() : view.to();
        boolean taken = switch (event.getCode()) {
            case LEFT -> event.isShortcutDown() ? point(-1, event.isShiftDown()) : pan(-KEY_PAN);
            case RIGHT -> event.isShortcutDown() ? point(1, event.isShiftDown()) : pan(KEY_PAN);
            case PLUS, ADD, EQUALS -> zoom(1 / WHEEL_ZOOM, middle);
            case MINUS, SUBTRACT -> zoom(WHEEL_ZOOM, middle);
            case HOME -> toEdge(view::toOldest);
            case END -> toEdge(view::toNewest);
            case ENTER -> zoomToSelection();
            case ESCAPE -> letGo();
            default -> false;
        };
        if (taken) {
            event.consume();
        }
    }

    private boolean pan(double share) {
        view.pan(share);
        return true;
    }

    private boolean zoom(double factor, long around) {
        view.zoom(factor, around);
        return true;
    }

    private static boolean toEdge(Runnable way) {
        way.run();
        return true;
    }

    /** Moves the instant by a step of the keys, with what is selected if it is to grow, and says what is there. */
    private boolean point(int steps, boolean selecting) {
        long before = Math.clamp(view.cursor() == TimeView.NOWHERE ? view.to() : view.cursor(), view.from(), view.to());
        long step = Math.max(1, (view.to() - view.from()) / KEY_STEPS);
        anchor = !selecting ? TimeView.NOWHERE : anchor == TimeView.NOWHERE ? before : anchor;
        long time = Math.clamp(before + steps * step, view.from(), view.to());
        view.point(time);
        String clock = TimeAxis.clock(Math.max(0, time));
        owner.setAccessibleText(texts.of("ui.graph.reading", name, clock, reading.at(time)));
        return true;
    }

    private boolean zoomToSelection() {
        long from = anchor;
        if (from == TimeView.NOWHERE || view.cursor() == TimeView.NOWHERE) {
            return false;
        }
        anchor = TimeView.NOWHERE;
        view.select(from, view.cursor());
        return true;
    }

    private boolean letGo() {
        boolean held = anchor != TimeView.NOWHERE || view.cursor() != TimeView.NOWHERE;
        anchor = TimeView.NOWHERE;
        view.point(TimeView.NOWHERE);
        owner.setAccessibleText(name);
        return held;
    }
}
