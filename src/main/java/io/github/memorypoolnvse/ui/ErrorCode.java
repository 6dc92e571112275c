package io.github.memorypoolnvse.ui;

import java.util.Locale;

/** A short code for a fault: the same for the same place in the program, whatever the message says. */
final class ErrorCode {

    private static final String OURS = "io.github.memorypoolnvse";
    private static final int DEPTH = 3;
    private static final int BASE_32_DIGITS = 4;

    private ErrorCode() {
    }

    /** Two groups of four letters and digits: what failed, and where. */
    static String of(Throwable fault) {
        Throwable root = fault;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        int what = root.getClass().getName().hashCode();
        int where = 7;
        int taken = 0;
        for (StackTraceElement frame : root.getStackTrace()) {
            if (frame.getClassName().startsWith(OURS) && taken++ < DEPTH) {
                where = 31 * where + (frame.getClassName() + "." + frame.getMethodName()).hashCode();
            }
        }
        return group(what) + "-" + group(where);
    }

    private static String group(int hash) {
        String digits = Integer.toString(hash & 0xfffff, 32).toUpperCase(Locale.ROOT);
        return "0".repeat(Math.max(0, BASE_32_DIGITS - digits.length())) + digits;
    }
}
