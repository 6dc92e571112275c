package io.github.memorypoolnvse.cli.practice;

import io.github.memorypoolnvse.telemetry.BlockDetails;
import io.github.memorypoolnvse.telemetry.Budget;
import io.github.memorypoolnvse.telemetry.PatchStatus;
import io.github.memorypoolnvse.telemetry.Snapshot;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What came of the main job.
 *
 * @param samples       read while the game ran
 * @param last          the plugin's last values
 * @param comparisons   those values beside the practice game's own count
 * @param folderChanges paths that are not as they were before installing; empty when all is well
 */
record PracticeResult(String preset, long samples, Snapshot last, BlockDetails details, PracticeTruth truth,
        List<Comparison> comparisons, SortedSet<String> folderChanges) {

    private static final Pattern SAVED_BY_PATTERN = Pattern.compile("pages\\.(\\w+)\\.saved");

    /** Whether everything held: exact counts, intact blocks, applied patches, budgets in place, the folder restored. */
    boolean passed() {
        return !comparisons.isEmpty() && comparisons.stream().allMatch(Comparison::equal)
                && truth.blocksChecked() > 0 && truth.blocksCorrupt() == 0 && "completed".equals(truth.end())
                && patchesApplied() > 0 && patchesRefused() == 0 && budgetsInPlace() && folderChanges.isEmpty();
    }

    long patchesApplied() {
        return details.patches().stream()
                .filter(patch -> patch.status() == PatchStatus.APPLIED || patch.status() == PatchStatus.REMOVED).count();
    }

    private long patchesRefused() {
        return details.patches().stream().filter(patch -> patch.status() == PatchStatus.MISMATCH
                || patch.status() == PatchStatus.FAILED || patch.status() == PatchStatus.ROLLED_BACK).count();
    }

    /** Whether the game itself ended with each budget as wanted. */
    boolean budgetsInPlace() {
        return !details.budgets().isEmpty() && details.budgets().stream().allMatch(this::inPlace);
    }

    private boolean inPlace(Budget budget) {
        return budget.now() == budget.wanted() && truth.budgets().getOrDefault(budget.name(), -1L) == budget.now();
    }

    long value(String metric) {
        return last.value(metric).orElse(0);
    }

    /** One flat enough object for people and scripts. */
    Map<String, Object> summary() {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("passed", passed());
        root.put("preset", preset);
        root.put("allocator", details.property("allocator"));
        root.put("samples", samples);
        root.put("allocations", value("total.allocations"));
        root.put("frees", value("total.frees"));
        root.put("liveBytes", value("total.live_bytes"));
        root.put("peakBytes", value("total.peak_bytes"));
        root.put("fallbacks", value("total.fallbacks"));
        root.put("patchesApplied", patchesApplied());
        truth.commands().forEach((name, result) -> {
            if (name.equals("GetPatchCount")) {
                root.put("patchCount", result.longValue());
            }
        });
        root.put("savedSyscalls", savedSyscalls());
        Map<String, Object> budgets = new LinkedHashMap<>();
        details.budgets().forEach(budget -> budgets.put(budget.name(),
                Map.of("before", budget.before(), "wanted", budget.wanted(), "now", budget.now())));
        root.put("budgets", budgets);
        root.put("blocksChecked", truth.blocksChecked());
        root.put("blocksCorrupt", truth.blocksCorrupt());
        Map<String, Object> compared = new LinkedHashMap<>();
        comparisons.forEach(row -> compared.put(row.metric(), Map.of("plugin", row.counted(), "truth", row.truth())));
        root.put("comparison", compared);
        root.put("folderRestored", folderChanges.isEmpty());
        return root;
    }

    private Map<String, Long> savedSyscalls() {
        Map<String, Long> saved = new LinkedHashMap<>();
        saved.put("total", value("pages.saved"));
        last.byId().forEach((id, value) -> {
            Matcher pattern = SAVED_BY_PATTERN.matcher(id);
            if (pattern.matches()) {
                saved.put(pattern.group(1), value);
            }
        });
        return saved;
    }
}
