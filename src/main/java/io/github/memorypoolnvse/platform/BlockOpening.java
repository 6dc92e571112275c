package io.github.memorypoolnvse.platform;

/** What came of opening a shared block. */
public sealed interface BlockOpening {

    record Opened(SharedBlock block) implements BlockOpening {}

    /** Nothing is there (any more). */
    record Absent() implements BlockOpening {}

    /** It is there, but this user may not read it. */
    record Denied(String reason) implements BlockOpening {}

    /** It is there, but the system failed to map it. */
    record Failed(String reason) implements BlockOpening {}
}
