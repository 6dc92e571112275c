package io.github.memorypoolnvse.game.health;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One answer about an install.
 *
 * @param id        stable and dotted, such as {@code nvse.missing}
 * @param severity  how much it matters
 * @param arguments of its texts
 * @param fix       what mends it, where something can
 */
public record Finding(String id, Severity severity, List<String> arguments, Optional<Fix> fix) {

    public Finding {
        arguments = List.copyOf(arguments);
    }

    /** A finding that nothing needs to mend. */
    public static Finding of(Severity severity, String id, Object... arguments) {
        return new Finding(id, severity, Arrays.stream(arguments).map(String::valueOf).toList(), Optional.empty());
    }

    /** The same with something that mends it. */
    public Finding mendedBy(Fix mend) {
        return new Finding(id, severity, arguments, Optional.of(mend));
    }

    /** Key of the sentence that says what is. */
    public String textKey() {
        return "health." + id;
    }

    /** Key of the sentences that say why it matters and what to do. */
    public String whyKey() {
        return "health." + id + ".why";
    }

    /** Key of the fix's label. */
    public Optional<String> fixKey() {
        return fix.map(mend -> "health.fix." + mend.name().toLowerCase(Locale.ROOT));
    }
}
