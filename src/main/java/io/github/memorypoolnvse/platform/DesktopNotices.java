package io.github.memorypoolnvse.platform;

import io.github.memorypoolnvse.platform.linux.NotifySend;
import java.io.IOException;
import java.util.Map;

/** Short notices that the desktop itself shows a person, whatever window is in front. */
public interface DesktopNotices {

    /** Whether this desktop can be asked for one. */
    boolean available();

    /**
     * Asks for a notice and waits until the desktop has taken it; it goes by itself.
     *
     * @throws IOException when it is not shown
     */
    void show(String title, String text) throws IOException;

    /** Those of a host's desktop; Windows has none that a program without a tray icon may use. */
    static DesktopNotices of(Host host, Programs programs, Map<String, String> environment) {
        return switch (host) {
            case LINUX -> new NotifySend(programs, environment.getOrDefault("PATH", ""));
            case WINDOWS -> none();
        };
    }

    /** A desktop without. */
    static DesktopNotices none() {
        return new DesktopNotices() {
            @Override
            public boolean available() {
                return false;
            }

            @Override
            public void show(String title, String text) throws IOException {
                throw new IOException("this desktop has no notices");
            }
        };
    }
}
