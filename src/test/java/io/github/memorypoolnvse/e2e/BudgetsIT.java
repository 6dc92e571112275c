package io.github.memorypoolnvse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.memorypoolnvse.cli.practice.PracticeGame;
import io.github.memorypoolnvse.cli.practice.PracticeTruth;
import io.github.memorypoolnvse.telemetry.BlockEvent;
import io.github.memorypoolnvse.telemetry.Budget;
import io.github.memorypoolnvse.telemetry.SampleSink;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every cap the engine has, set by both routes, against the game's own INI, and beyond what the process can address. */
@Timeout(180)
class BudgetsIT {

    /** Caps whose initialiser pushes the default as one byte: they are reached through the object alone. */
    private static final List<String> SHORT = List.of("uActorRefCount", "uActiveRefCount", "uAnimatedObjectsCount",
            "uEmittersCount", "uWaterCount", "uLightCount", "uLightExcessGeometry", "uActorRefCountInterior",
            "uActiveRefCountInterior", "uAnimatedObjectsCountInterior", "uEmittersCountInterior",
            "uWaterCountInterior", "uLightCountInterior", "uLightExcessGeometryInterior");
    private static final List<String> COUNTS = List.of("uRefCount", "uParticlesCount", "uGeometryCount",
            "uTriangleCount", "uDecalCount", "uHavokTriCount", "uRefCountInterior", "uParticlesCountInterior",
            "uGeometryCountInterior", "uTriangleCountInterior", "uDecalCountInterior", "uHavokTriCountInterior");
    private static final List<String> MEMORY = List.of("uGeometryMemory", "uTextureMemory", "uWaterMemory",
            "uGeometryMemoryInterior", "uTextureMemoryInterior", "uWaterMemoryInterior",
            "uLoadedAreaNonActorMemoryBudgetCap", "uWastelandLODBudgetAdjustment", "uCityLODBudgetAdjustment",
            "uActorMemoryBudgetCap");

    @TempDir
    private Path temporary;

    private record Run(PracticeTruth truth, Map<String, Budget> reported, List<String> events, String beyondLimit,
            String log) {

        long last(String name) {
            return truth.budgets().getOrDefault(name, -1L);
        }
    }

    private Run run(Map<String, Long> wanted, boolean override, String gameIni, String... more) throws Exception {
        String caps = wanted.entrySet().stream().map(cap -> cap.getKey() + "=" + cap.getValue())
                .collect(Collectors.joining("\n"));
        PracticeInstall install = PracticeInstall.in(temporary.resolve("game"))
                .settings("[Budgets]\nPreset=Custom\nOverrideGameIni=%d\n%s\n".formatted(override ? 1 : 0, caps));
        Files.writeString(install.folder().resolve("Fallout.ini"), gameIni.replace("\n", "\r\n"));
        List<String> options = new ArrayList<>(List.of("--threads", "2", "--frames", "60", "--speed", "0", "--scale",
                "0.1", "--ini", "Fallout.ini"));
        options.addAll(List.of(more));
        try (PracticeGame game = install.start(options.toArray(String[]::new));
                ReadBlock block = ReadBlock.of(game.process())) {
            assertThat(game.awaitEnd(Duration.ofSeconds(90))).as("the game ended by itself").isTrue();
            List<String> events = new ArrayList<>();
            block.reader().drainEvents(new SampleSink() {
                @Override
                public void event(BlockEvent event) {
                    events.add(event.text());
                }
            });
            return new Run(game.truth(), block.reader().budgets().orElseThrow().stream()
                    .collect(Collectors.toMap(Budget::name, budget -> budget)), events,
                    block.property("budgets.beyondLimit"), install.log());
        }
    }

    private static Map<String, Long> everyCap() {
        Map<String, Long> wanted = new LinkedHashMap<>();
        long value = 20_000;
        for (List<String> names : List.of(SHORT, COUNTS)) {
            for (String name : names) {
                wanted.put(name, value++);
            }
        }
        for (String name : MEMORY) {
            wanted.put(name, 64L * 1024 * 1024 + value++);
        }
        return wanted;
    }

    @ParameterizedTest
    @ValueSource(strings = {"with Preload", "--no-preload"})
    void everyCapIsReachedByARouteThatFits(String loading) throws Exception {
        Map<String, Long> wanted = everyCap();
        Run run = loading.startsWith("--") ? run(wanted, false, "[BudgetCaps]\n", loading)
                : run(wanted, false, "[BudgetCaps]\n");
        assertThat(wanted).hasSize(36);
        wanted.forEach((name, value) -> {
            assertThat(run.last(name)).as(name).isEqualTo(value);
            assertThat(run.reported().get(name)).as(name).extracting(Budget::wanted, Budget::now)
                    .containsExactly(value, value);
            boolean late = loading.startsWith("--") || SHORT.contains(name);
            assertThat(run.log()).contains("wanted %d, now %d (%s)".formatted(value, value,
                    late ? "by its object" : "by its default"));
        });
        assertThat(run.reported().get("uTextureMemory").before()).isEqualTo(20971520);
        assertThat(run.reported().get("uLightExcessGeometryInterior").before()).isEqualTo(5);
    }

    @Test
    void whatThePlayersIniSetsStays() throws Exception {
        Map<String, Long> wanted = Map.of("uTextureMemory", 41943040L, "uWaterMemory", 41943040L, "uLightCount", 77L,
                "uActorMemoryBudgetCap", 41943040L);
        String ini = "[BudgetCaps]\nuTextureMemory=30000000\nuWaterMemory=5242880\nuLightCount=33\n";
        Run run = run(wanted, false, ini);
        assertThat(run.last("uTextureMemory")).isEqualTo(30000000);
        assertThat(run.last("uWaterMemory")).as("the engine's default, written down by the player").isEqualTo(5242880);
        assertThat(run.last("uLightCount")).isEqualTo(33);
        assertThat(run.last("uActorMemoryBudgetCap")).isEqualTo(41943040);
        assertThat(run.log()).contains("the game's INI has its own value, kept");
    }

    @Test
    void unlessThePlayerSaysOtherwise() throws Exception {
        Run run = run(Map.of("uTextureMemory", 41943040L, "uLightCount", 77L), true,
                "[BudgetCaps]\nuTextureMemory=30000000\nuLightCount=33\n");
        assertThat(run.last("uTextureMemory")).isEqualTo(41943040);
        assertThat(run.last("uLightCount")).isEqualTo(77);
    }

    @Test
    void aValueBeyondTheAddressLimitIsAcceptedAndFlagged() throws Exception {
        Run run = run(Map.of("uTextureMemoryInterior", 4294967295L, "uTextureMemory", 41943040L), false,
                "[BudgetCaps]\n");
        assertThat(run.last("uTextureMemoryInterior")).isEqualTo(4294967295L);
        assertThat(run.beyondLimit()).isEqualTo("uTextureMemoryInterior");
        assertThat(run.events()).contains("uTextureMemoryInterior is more than this process can address");
        assertThat(run.log()).contains("uTextureMemoryInterior: 4095 MB is more than this process can address");
    }
}
