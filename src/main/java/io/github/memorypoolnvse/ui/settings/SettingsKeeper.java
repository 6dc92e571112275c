package io.github.memorypoolnvse.ui.settings;

import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the window's settings in the background, one after the other, so that the newest stay. JavaFX thread. */
public final class SettingsKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(SettingsKeeper.class);
    private static final String FAILED = "failed";

    private final UiSettingsFile file;
    private final Executor background;
    private final Executor front;
    private final AtomicReference<@Nullable UiSettings> newest = new AtomicReference<>();
    private final ReadOnlyStringWrapper hindrance = new ReadOnlyStringWrapper("");

    /**
     * @param file was read before
     * @param background runs blocking work
     * @param front runs what touches the properties
     */
    public SettingsKeeper(UiSettingsFile file, Executor background, Executor front) {
        this.file = file;
        this.background = background;
        this.front = front;
        hindrance.set(standing());
    }

    /** Keeps these, unless newer ones come before they are written. */
    public void keep(UiSettings chosen) {
        if (newest.getAndSet(chosen) == null) {
            background.execute(this::write);
        }
    }

    /** Why the settings are not kept: {@code newer}, {@code unreadable} or {@code failed}; empty where they are. */
    public ReadOnlyStringProperty hindrance() {
        return hindrance.getReadOnlyProperty();
    }

    private synchronized void write() {
        UiSettings chosen = newest.getAndSet(null);
        if (chosen == null) {
            return;
        }
        String hinders;
        try {
            file.write(chosen);
            hinders = standing();
        } catch (IOException failed) {
            LOG.warn("the window's settings are not kept", failed);
            hinders = FAILED;
        }
        String found = hinders;
        front.execute(() -> hindrance.set(found));
    }

    private String standing() {
        return switch (file.standing()) {
            case WRITABLE -> "";
            case NEWER, UNREADABLE -> file.standing().name().toLowerCase(Locale.ROOT);
        };
    }
}
