package io.github.memorypoolnvse.bench;

import java.awt.Component;
import java.awt.Container;
import java.awt.Window;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import javax.swing.JButton;
import javax.swing.SwingUtilities;

/**
 * JConsole, and somebody who agrees when it asks whether it may connect to a process of the same machine without
 * encryption. Arguments are JConsole's; its package must be exported to us.
 */
final class AgreeingJConsole {

    private static final String AGREEMENT = "Insecure connection";
    /** How long it is asked for. */
    static final Duration PATIENCE = Duration.ofSeconds(15);

    private AgreeingJConsole() {
    }

    public static void main(String[] arguments) throws Exception {
        Class.forName("sun.tools.jconsole.JConsole").getMethod("main", String[].class).invoke(null, (Object) arguments);
        Set<JButton> pressed = new HashSet<>();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            Thread.sleep(250);
            SwingUtilities.invokeAndWait(() -> {
                for (Window window : Window.getWindows()) {
                    agree(window, pressed);
                }
            });
        }
    }

    private static void agree(Container container, Set<JButton> pressed) {
        for (Component part : container.getComponents()) {
            if (part instanceof JButton button && AGREEMENT.equals(button.getText()) && button.isShowing()
                    && pressed.add(button)) {
                button.doClick();
            } else if (part instanceof Container inner) {
                agree(inner, pressed);
            }
        }
    }
}
