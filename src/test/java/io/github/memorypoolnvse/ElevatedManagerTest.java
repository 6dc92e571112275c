package io.github.memorypoolnvse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.memorypoolnvse.cli.CommandLineFixture;
import io.github.memorypoolnvse.deploy.DeployTarget;
import io.github.memorypoolnvse.deploy.Plan;
import io.github.memorypoolnvse.format.TestExecutable;
import io.github.memorypoolnvse.platform.Elevation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ElevatedManagerTest {

    @TempDir
    private Path folder;

    @Test
    void runsThisProgramAgainForExactlyThisPlan() throws IOException {
        TestExecutable.game().write(folder.resolve("game/FalloutNV.exe"));
        ManagerContext context = new CommandLineFixture(folder).context();
        DeployTarget target = new DeployTarget.GameFolder(
                context.detector().inspect(folder.resolve("game")).orElseThrow());
        Plan plan = context.deployment().planInstall(target, context.presets().recommended());
        List<String> started = new ArrayList<>();
        ElevatedManager manager = new ElevatedManager(new Elevation() {
            @Override
            public boolean available() {
                return true;
            }

            @Override
            public int run(List<String> command) {
                started.addAll(command);
                return 0;
            }
        }, folder.resolve("data"));

        assertThat(manager.apply(plan, List.of("install", "game"))).isTrue();

        assertThat(started).startsWith(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp")
                .containsSequence("io.github.memorypoolnvse.Main", "--manager-data=" + folder.resolve("data"), "install",
                        "game", "--yes", "--expect=" + plan.digest());
        assertThat(plan.digest()).hasSize(64)
                .isEqualTo(context.deployment().planInstall(target, context.presets().recommended()).digest());
    }

    @Test
    void elsewhereThereIsNone() {
        assertThat(Elevation.none().available()).isFalse();
        assertThatThrownBy(() -> Elevation.none().run(List.of("x"))).isInstanceOf(IOException.class);
    }
}
