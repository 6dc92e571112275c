package io.github.memorypoolnvse.session;

/** The kinds of frames in a session file; docs/session-file.md is the specification. */
final class Frames {

    static final byte[] MAGIC = {'M', 'P', 'S', 'E', 'S', 'S', '1', '\n'};
    static final int HEAD = 1;
    static final int SAMPLES = 2;
    static final int EVENT = 3;
    static final int GAP = 4;
    static final int DETAILS = 5;
    static final int END = 6;
    static final int MARK = 7;
    static final int VALUES = 8;
    static final int THREADS = 9;
    /** More is not a frame but damage. */
    static final int MOST_BYTES = 16 << 20;

    private Frames() {
    }
}
