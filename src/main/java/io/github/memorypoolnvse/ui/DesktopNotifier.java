package io.github.memorypoolnvse.ui;

import io.github.memorypoolnvse.platform.DesktopNotices;
import java.io.IOException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a person by the desktop's own notices, or in a corner of the screen where the desktop has none. */
public final class DesktopNotifier implements Notifier {

    private static final Logger LOG = LoggerFactory.getLogger(DesktopNotifier.class);

    private final DesktopNotices desktop;
    private final Executor background;
    private final Runnable raise;
    private @Nullable NoticeCorner corner;

    /**
     * @param background runs blocking work
     * @param raise brings the window forward
     */
    public DesktopNotifier(DesktopNotices desktop, Executor background, Runnable raise) {
        this.desktop = desktop;
        this.background = background;
        this.raise = raise;
    }

    @Override
    public void prepare() {
        if (!desktop.available()) {
            corner().prepare();
        }
    }

    NoticeCorner corner() {
        NoticeCorner made = corner;
        if (made == null) {
            made = new NoticeCorner(raise);
            corner = made;
        }
        return made;
    }

    @Override
    public void close() {
        if (corner != null) {
            corner.close();
        }
    }

    @Override
    public void tell(String title, String text) {
        if (!desktop.available()) {
            corner().show(title, text);
            return;
        }
        background.execute(() -> {
            try {
                desktop.show(title, text);
            } catch (IOException failed) {
                LOG.warn("the desktop shows no notice: {}", failed.getMessage());
            }
        });
    }
}
