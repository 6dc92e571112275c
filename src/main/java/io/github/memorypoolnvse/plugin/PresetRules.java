package io.github.memorypoolnvse.plugin;

import java.util.Collection;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** What a preset of one's own may be called and may hold. */
public final class PresetRules {

    /** The most a budget can be, bytes: the engine keeps it in 32 bits (engine facts 3.1). */
    public static final long MOST = 0xFFFF_FFFFL;
    /** The longest name the plugin keeps, characters. */
    public static final int LONGEST_NAME = 31;

    /** The INI is read as plain ASCII by the game and by other tools. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9 ._()+-]*[A-Za-z0-9.)+])?");

    private PresetRules() {
    }

    /**
     * A name without blanks around it.
     *
     * @throws PresetException when the INI could not hold it
     */
    public static String name(String typed) throws PresetException {
        String name = typed.strip();
        if (name.length() > LONGEST_NAME || !NAME.matcher(name).matches()) {
            throw new PresetException("name", name, LONGEST_NAME);
        }
        return name;
    }

    /**
     * Nothing, for budgets the engine has and can hold.
     *
     * @param engine the engine's own budgets by name
     */
    static void check(Map<String, Long> budgets, Map<String, Long> engine) throws PresetException {
        for (Map.Entry<String, Long> budget : budgets.entrySet()) {
            if (!engine.containsKey(budget.getKey())) {
                throw new PresetException("unknown", budget.getKey());
            }
            if (budget.getValue() < 0 || budget.getValue() > MOST) {
                throw new PresetException("range", budget.getKey(), budget.getValue(), MOST);
            }
        }
    }

    /** A budget as a file gives it, bytes; whether the engine can hold it is {@link #check}'s to say. */
    static long bytes(String budget, JsonNode value) throws PresetException {
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new PresetException("range", budget, value, MOST);
        }
        return value.asLong();
    }

    /** A name nobody has yet: the one wished for, else the same with a number. */
    public static String free(String wished, Collection<Preset> taken) {
        String name = wished;
        for (int number = 2; has(taken, name); number++) {
            String ending = " " + number;
            int kept = Math.min(wished.length(), LONGEST_NAME - ending.length());
            name = wished.substring(0, kept).strip() + ending;
        }
        return name;
    }

    /** Whether a name is taken, compared without case as the command line does. */
    static boolean has(Collection<Preset> presets, String name) {
        return presets.stream().anyMatch(each -> each.id().equalsIgnoreCase(name));
    }
}
