package io.github.memorypoolnvse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.memorypoolnvse.cli.practice.PracticeGame;
import io.github.memorypoolnvse.cli.practice.PracticeTruth;
import io.github.memorypoolnvse.cli.practice.PracticeTruth.PathTruth;
import io.github.memorypoolnvse.format.LargeAddressFlag;
import io.github.memorypoolnvse.game.Install;
import io.github.memorypoolnvse.game.InstallInspector;
import io.github.memorypoolnvse.game.find.InstallDetector;
import io.github.memorypoolnvse.game.health.Finding;
import io.github.memorypoolnvse.game.health.LargeAddressCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What MemoryPoolNVSE.log tells of a session, by its level, and that old logs are kept. */
@Timeout(180)
class LogIT {

    private static final String SETTINGS = """
            [Heap]
            ScrapHeap=1
            [Hooks]
            ImportTables=0
            [Budgets]
            Preset=Custom
            uTextureMemory=41943040
            [Log]
            Level=%s
            """;

    @TempDir
    private Path temporary;

    private static PracticeTruth play(PracticeInstall install, String level) throws Exception {
        install.settings(SETTINGS.formatted(level));
        try (PracticeGame game = install.start("--threads", "3", "--frames", "120", "--speed", "0", "--scale", "0.3")) {
            assertThat(game.awaitEnd(Duration.ofSeconds(90))).as("the game ended by itself").isTrue();
            return game.truth();
        }
    }

    private static List<MatchResult> all(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().toList();
    }

    private static long sum(List<MatchResult> results, int group) {
        return results.stream().mapToLong(result -> Long.parseLong(result.group(group))).sum();
    }

    private static long told(PracticeTruth truth, ToLongFunction<PathTruth> count) {
        return truth.paths().values().stream().mapToLong(count).sum();
    }

    @Test
    void theSessionIsToldFromSwitchesToStatistics() throws Exception {
        PracticeInstall install = PracticeInstall.in(temporary.resolve("game"));
        PracticeTruth truth = play(install, "info");
        String log = install.log();

        assertThat(log).contains("Features: mode active, allocator rpmalloc", "scrap heap on, import tables off")
                .contains("Budget uTextureMemory: before 20971520, wanted 41943040, now 41943040")
                .contains("Site 00AA3E40  applied", "Site 00AA54A0  applied", "Site 00FDF114  put back")
                .doesNotContain("other bytes found");
        assertThat(all("Site [0-9A-F]{8}  applied", log)).hasSizeGreaterThan(33);

        long requests = told(truth, PathTruth::allocations) + told(truth, PathTruth::reallocations);
        String sizes = String.join(", ", all("requests by size from: (.*)", log).stream().map(row -> row.group(1)).toList());
        assertThat(sum(all("\\d+: (\\d+)", sizes), 1)).as("histogram").isEqualTo(requests);

        List<MatchResult> threads =
                all("(?:thread \\d+|ended threads) \\(.*\\): (\\d+) allocations, (\\d+) frees, (\\d+) reallocations", log);
        assertThat(threads).hasSizeGreaterThanOrEqualTo(3);
        assertThat(sum(threads, 1)).as("by thread").isEqualTo(told(truth, PathTruth::allocations));
        assertThat(sum(threads, 2)).isEqualTo(told(truth, PathTruth::frees));
        assertThat(sum(threads, 3)).isEqualTo(told(truth, PathTruth::reallocations));
        long asked = told(truth, PathTruth::bytesRequested);
        assertThat(log).contains("all: %d bytes asked for, %d on average".formatted(asked, asked / requests));
    }

    /** The log outlives the game and says what no header can: what the system really gave. */
    @Test
    void theManagerReadsTheRealLimitFromIt() throws Exception {
        PracticeInstall install = PracticeInstall.in(temporary.resolve("game"));
        play(install, "info");
        List<Finding> findings = addressSpace(install);
        assertThat(findings).extracting(Finding::id).containsExactly("largeAddress.clear", "addressLimit.seen");
        assertThat(findings.getLast().arguments()).startsWith("2 GB");

        Path executable = install.folder().resolve("FalloutNV.exe");
        Files.write(executable, LargeAddressFlag.with(Files.readAllBytes(executable), true));
        assertThat(addressSpace(install)).extracting(Finding::id)
                .containsExactly("largeAddress.set", "addressLimit.before");

        play(install, "info");
        assertThat(addressSpace(install)).extracting(Finding::id).containsExactly("largeAddress.seen");
    }

    private static List<Finding> addressSpace(PracticeInstall install) throws IOException {
        assertThat(all("Address space: \\d+ MB", install.log())).hasSize(1);
        Install found = new InstallDetector(List.of(), new InstallInspector()).inspect(install.folder()).orElseThrow();
        return new LargeAddressCheck(_ -> List.of()).check(found);
    }

    @Test
    void theLevelLimitsWhatIsSaidAndOldLogsStay() throws Exception {
        PracticeInstall install = PracticeInstall.in(temporary.resolve("game"));
        play(install, "info");
        String first = install.log();
        play(install, "warning");
        assertThat(install.log()).doesNotContain("INFO", "DEBUG");
        assertThat(Files.readString(install.plugins().resolve("MemoryPoolNVSE.1.log"))).isEqualTo(first);
        play(install, "debug");
        assertThat(install.log()).contains("INFO");
        assertThat(Files.readString(install.plugins().resolve("MemoryPoolNVSE.2.log"))).isEqualTo(first);
    }
}
