package io.github.memorypoolnvse.game.health;

import io.github.memorypoolnvse.game.ExecutableFacts;
import io.github.memorypoolnvse.game.GamePath;
import io.github.memorypoolnvse.game.Install;
import io.github.memorypoolnvse.game.Variant;
import io.github.memorypoolnvse.game.WinePrefix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether the game has 4 GB of address space: by the flag in its executable and what runs it (engine facts 5), and by
 * what its last start really had, where the plugin's log tells. The log's word counts; where it contradicts the flag,
 * the finding says what may be behind it.
 */
public final class LargeAddressCheck implements HealthCheck {

    private static final List<String> LOGS = List.of("Data/NVSE/Plugins/MemoryPoolNVSE.log",
            "Data/NVSE/Plugins/MemoryPoolNVSE.1.log", "Data/NVSE/Plugins/MemoryPoolNVSE.2.log",
            "Data/NVSE/Plugins/MemoryPoolNVSE.3.log");
    /** Where the files a game writes below Data end up when Mod Organizer 2 starts it (manager facts 2.3). */
    private static final List<String> ORGANIZER_LOGS = List.of("../overwrite/NVSE/Plugins/MemoryPoolNVSE.log",
            "MemoryPoolNVSE/NVSE/Plugins/MemoryPoolNVSE.log");

    private final ModFolders modFolders;

    public LargeAddressCheck(ModFolders modFolders) {
        this.modFolders = modFolders;
    }

    @Override
    public String id() {
        return "largeAddress";
    }

    @Override
    public List<Finding> check(Install install) throws IOException {
        ExecutableFacts executable = install.executable();
        if (executable.variant() == Variant.UNREADABLE || executable.variant() == Variant.UNKNOWN) {
            return List.of();
        }
        Optional<PluginLog> last = PluginLog.newest(logs(install));
        return last.isPresent() ? seen(install, last.get()) : List.of(expected(install));
    }

    private List<Path> logs(Install install) throws IOException {
        List<Path> logs = new ArrayList<>();
        LOGS.forEach(name -> GamePath.existing(install.folder(), name).ifPresent(logs::add));
        for (Path mods : modFolders.of(install)) {
            ORGANIZER_LOGS.forEach(name -> logs.add(mods.resolve(name)));
        }
        return logs;
    }

    /** What the flag and the runner promise. */
    private static Finding expected(Install install) {
        if (install.executable().largeAddressAware()) {
            return Finding.of(Severity.GOOD, "largeAddress.set");
        }
        if (proton(install)) {
            return Finding.of(Severity.GOOD, "largeAddress.proton");
        }
        return Finding.of(Severity.WARNING, wrapped(install) ? "largeAddress.wrapped" : "largeAddress.clear")
                .mendedBy(flagMend(install));
    }

    /** The same in the light of the last start. */
    private static List<Finding> seen(Install install, PluginLog last) throws IOException {
        ExecutableFacts executable = install.executable();
        boolean promised = executable.largeAddressAware() || proton(install);
        Object[] words = {last.limit(), last.started()};
        boolean changedSince = Files.getLastModifiedTime(executable.file()).compareTo(last.written()) > 0;
        if (changedSince) {
            return promised == last.large()
                    ? List.of(expected(install))
                    : List.of(expected(install), Finding.of(Severity.INFO, "addressLimit.before", words));
        }
        if (promised && last.large()) {
            return List.of(Finding.of(Severity.GOOD, "largeAddress.seen", words));
        }
        if (promised) {
            return List.of(executable.largeAddressAware()
                    ? Finding.of(Severity.WARNING, "largeAddress.notGiven", words).mendedBy(Fix.SHOW_FILES)
                    : Finding.of(Severity.WARNING, "largeAddress.notByProton", words).mendedBy(flagMend(install)));
        }
        if (last.large() && install.prefix().isPresent()) {
            return List.of(Finding.of(Severity.GOOD, "largeAddress.byWine", words));
        }
        return List.of(expected(install), Finding.of(Severity.INFO,
                last.large() ? "addressLimit.otherwise" : "addressLimit.seen", words));
    }

    private static Fix flagMend(Install install) {
        return wrapped(install) ? Fix.GET_PATCHER : Fix.SET_LARGE_ADDRESS;
    }

    private static boolean wrapped(Install install) {
        return install.executable().variant() == Variant.STEAM_WRAPPED;
    }

    private static boolean proton(Install install) {
        return install.prefix().filter(prefix -> prefix.runner() == WinePrefix.Runner.PROTON).isPresent();
    }
}
