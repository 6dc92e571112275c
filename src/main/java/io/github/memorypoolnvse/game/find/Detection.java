package io.github.memorypoolnvse.game.find;

import io.github.memorypoolnvse.game.Install;
import java.util.List;

/**
 * Everything one round of looking found.
 *
 * @param installs each folder once, in the finders' order
 * @param problems what kept finders from finding more
 */
public record Detection(List<Install> installs, List<Problem> problems) {

    public Detection {
        installs = List.copyOf(installs);
        problems = List.copyOf(problems);
    }

    /**
     * Why something was left out.
     *
     * @param finder    the finder's id
     * @param key       of the text, below {@code finder.problem.}
     * @param arguments of the text
     */
    public record Problem(String finder, String key, List<String> arguments) {

        public Problem {
            arguments = List.copyOf(arguments);
        }

        /** The text's key in the bundle. */
        public String textKey() {
            return "finder.problem." + key;
        }
    }
}
