package io.github.memorypoolnvse.ui.setup;

import io.github.memorypoolnvse.plugin.Preset;
import java.util.Map;

/**
 * What a preset's budgets mean inside the game's address space. Indoors and outdoors have budgets of their own
 * of which one counts at a time (engine facts 3.1), so the larger sum does.
 *
 * @param limit what the game can address, bytes
 * @param budgets the most the budgets let the engine hold at one time, bytes
 */
public record BudgetFit(long limit, long budgets) {

    private static final long MEGABYTE = 1L << 20;
    /** The executable, libraries, driver and everything without a budget take more than this in a modded game. */
    private static final long EVERYTHING_ELSE = 1536 * MEGABYTE;
    private static final String INTERIOR = "Interior";

    /** The fit of a preset; where it says nothing, the engine's own value counts. */
    public static BudgetFit of(Preset preset, Map<String, Long> engine, long limit) {
        return of(preset.budgets(), engine, limit);
    }

    /** The fit of budgets in bytes, by the engine's name; where they say nothing, the engine's own value counts. */
    public static BudgetFit of(Map<String, Long> budgets, Map<String, Long> engine, long limit) {
        long indoors = 0;
        long outdoors = 0;
        long always = 0;
        for (Map.Entry<String, Long> budget : engine.entrySet()) {
            String name = budget.getKey();
            long bytes = budgets.getOrDefault(name, budget.getValue());
            if (name.endsWith(INTERIOR)) {
                indoors += bytes;
            } else if (engine.containsKey(name + INTERIOR)) {
                outdoors += bytes;
            } else {
                always += bytes;
            }
        }
        return new BudgetFit(limit, always + Math.max(indoors, outdoors));
    }

    /** What is left for everything that has no budget, bytes. */
    public long rest() {
        return limit - budgets;
    }

    /** What a modded game usually needs beside its budgets, 0 to 1 of the address space. */
    public double usualRest() {
        return Math.clamp((double) EVERYTHING_ELSE / limit, 0, 1);
    }

    /** Whether a game that uses its budgets up still has room for the rest of it. */
    public boolean fits() {
        return rest() >= EVERYTHING_ELSE;
    }

    /** The budgets' part of the address space, 0 to 1. */
    public double share() {
        return Math.clamp((double) budgets / limit, 0, 1);
    }
}
