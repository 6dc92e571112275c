package io.github.memorypoolnvse.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.memorypoolnvse.format.TestExecutable;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LargeAddressTest {

    @TempDir
    private Path folder;
    private Sandbox sandbox;

    @BeforeEach
    void makeSandbox() throws IOException {
        sandbox = new Sandbox(folder);
    }

    private void flag(boolean set) throws IOException {
        Deployment manager = sandbox.manager("1.0.0");
        DeployTarget.GameFolder target = new DeployTarget.GameFolder(sandbox.install());
        manager.apply(target, manager.planLargeAddress(target, set));
    }

    @Test
    void isSetInTheFileAndTakenBackToTheByte() throws IOException {
        FolderState before = sandbox.state();

        flag(true);

        assertThat(sandbox.install().executable().largeAddressAware()).isTrue();
        flag(true);
        flag(false);
        assertThat(sandbox.state()).isEqualTo(before);
    }

    @Test
    void isIndependentOfThePlugin() throws IOException {
        FolderState bare = sandbox.state();
        flag(true);
        FolderState flagged = sandbox.state();

        sandbox.install("1.0.0", "Ultra");
        sandbox.uninstall("1.0.0");
        assertThat(sandbox.state()).isEqualTo(flagged);

        sandbox.install("1.0.0", "Ultra");
        flag(false);
        sandbox.uninstall("1.0.0");
        assertThat(sandbox.state()).isEqualTo(bare);
    }

    @Test
    void survivesTheLossOfTheJournal() throws IOException {
        FolderState before = sandbox.state();
        flag(true);
        FolderTree.delete(sandbox.managerData);

        flag(false);

        assertThat(sandbox.state()).isEqualTo(before);
    }

    @Test
    void aFlagThatWasAlwaysSetCanBeClearedAndSetAgain() throws IOException {
        TestExecutable.game().largeAddressAware().write(sandbox.game.resolve("FalloutNV.exe"));

        flag(true);
        assertThat(sandbox.state().entries()).hasSize(2);
        flag(false);
        assertThat(sandbox.install().executable().largeAddressAware()).isFalse();
    }

    @Test
    void isRefusedForSteamsWrapping() throws IOException {
        TestExecutable.game().section(".bind").write(sandbox.game.resolve("FalloutNV.exe"));

        assertThatThrownBy(() -> flag(true)).isInstanceOf(DeployException.class)
                .hasMessageStartingWith("notPatchable");
    }
}
