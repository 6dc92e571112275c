package io.github.memorypoolnvse.plugin;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A named set of {@code [BudgetCaps]} values. They raise thresholds of the engine; no promise hangs on them
 * (engine facts 3.2).
 *
 * @param id      as written in the INI and on the command line, such as Recommended
 * @param budgets bytes by the engine's own name, in the engine's order; empty for Vanilla and Custom
 */
public record Preset(String id, Map<String, Long> budgets) {

    /** Leaves the engine's own budgets. */
    public static final String VANILLA = "Vanilla";
    /** Leaves the values that are in the INI. */
    public static final String CUSTOM = "Custom";

    public Preset {
        budgets = Collections.unmodifiableMap(new LinkedHashMap<>(budgets));
    }

    /** True when this preset keeps whatever values the INI holds. */
    public boolean keepsValues() {
        return id.equals(CUSTOM);
    }
}
