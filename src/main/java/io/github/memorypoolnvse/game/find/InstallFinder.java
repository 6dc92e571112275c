package io.github.memorypoolnvse.game.find;

import java.io.IOException;

/** One source of installs, such as a store. */
public interface InstallFinder {

    /** A short, stable name such as {@code steam}; its title is the text {@code finder.<id>}. */
    String id();

    /**
     * Names every candidate the source knows. A problem with one entry is told to {@code findings} and the rest
     * goes on; nothing found is no problem.
     *
     * @throws IOException when the whole source cannot be read
     */
    void find(Findings findings) throws IOException;

    /** Where a finder puts what it finds. */
    interface Findings {

        void candidate(Candidate candidate);

        /** Why an entry was left out, in a sentence's form: key below {@code finder.problem.} and arguments. */
        void problem(String key, Object... arguments);
    }
}
