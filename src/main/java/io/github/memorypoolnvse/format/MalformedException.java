package io.github.memorypoolnvse.format;

import java.io.IOException;

/** A file is not what its format demands; the message says where. */
public final class MalformedException extends IOException {

    public MalformedException(String message) {
        super(message);
    }
}
