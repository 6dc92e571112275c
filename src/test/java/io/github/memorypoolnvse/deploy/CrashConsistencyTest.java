package io.github.memorypoolnvse.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.memorypoolnvse.deploy.FaultyDisk.Fault;
import io.github.memorypoolnvse.deploy.FaultyDisk.Killed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A fault at every single step of every operation, then a start of the manager: the folder is exactly as before or
 * exactly as after, and uninstalling brings the first original back to the byte.
 */
class CrashConsistencyTest {

    private static final String SETTINGS = "Data/NVSE/Plugins/MemoryPoolNVSE.ini";

    @TempDir
    private Path folder;

    /** What was there, what was done before, and what is done with a fault in it. */
    enum Operation {
        INSTALL_INTO_A_BARE_GAME {
            @Override
            void run(Sandbox sandbox, Deployment manager) throws IOException {
                manager.apply(sandbox.target(), manager.planInstall(sandbox.target(), sandbox.preset("Ultra")));
            }
        },
        INSTALL_OVER_FOREIGN_FILES {
            @Override
            void prepare(Sandbox sandbox) throws IOException {
                foreignFiles(sandbox);
            }

            @Override
            void run(Sandbox sandbox, Deployment manager) throws IOException {
                manager.apply(sandbox.target(), manager.planInstall(sandbox.target(), sandbox.preset("Ultra")));
            }
        },
        UPDATE {
            @Override
            void prepare(Sandbox sandbox) throws IOException {
                foreignFiles(sandbox);
                sandbox.install("0.9.0", "Recommended");
            }

            @Override
            void run(Sandbox sandbox, Deployment manager) throws IOException {
                manager.apply(sandbox.target(), manager.planInstall(sandbox.target(), sandbox.preset("Extreme")));
            }
        },
        CHANGE_PRESET {
            @Override
            void prepare(Sandbox sandbox) throws IOException {
                sandbox.install("1.0.0", "Recommended");
            }

            @Override
            void run(Sandbox sandbox, Deployment manager) throws IOException {
                manager.apply(sandbox.target(), manager.planPreset(sandbox.target(), sandbox.preset("Aggressive")));
            }
        },
        UNINSTALL_TO_A_BARE_GAME {
            @Override
            void prepare(Sandbox sandbox) throws IOException {
                sandbox.install("1.0.0", "Ultra");
            }

            @Override
            void run(Sandbox sandbox, Deployment manager) throws IOException {
                manager.apply(sandbox.target(), manager.planUninstall(sandbox.target()));
            }
        },
        SET_THE_LARGE_ADDRESS_FLAG {
            @Override
            void run(Sandbox sandbox, Deployment manager) throws IOException {
                flag(sandbox, manager, true);
            }

            @Override
            void undo(Sandbox sandbox, Deployment manager) throws IOException {
                flag(sandbox, manager, false);
            }
        },
        CLEAR_THE_LARGE_ADDRESS_FLAG {
            @Override
            void prepare(Sandbox sandbox) throws IOException {
                flag(sandbox, sandbox.manager("1.0.0"), true);
            }

            @Override
            void run(Sandbox sandbox, Deployment manager) throws IOException {
                flag(sandbox, manager, false);
            }

            @Override
            void undo(Sandbox sandbox, Deployment manager) throws IOException {
                flag(sandbox, manager, false);
            }
        },
        UNINSTALL_TO_FOREIGN_FILES {
            @Override
            void prepare(Sandbox sandbox) throws IOException {
                foreignFiles(sandbox);
                sandbox.install("0.9.0", "Ultra");
                sandbox.install("1.0.0", "Extreme");
            }

            @Override
            void run(Sandbox sandbox, Deployment manager) throws IOException {
                manager.apply(sandbox.target(), manager.planUninstall(sandbox.target()));
            }
        };

        void prepare(Sandbox sandbox) throws IOException {
        }

        abstract void run(Sandbox sandbox, Deployment manager) throws IOException;

        void undo(Sandbox sandbox, Deployment manager) throws IOException {
            manager.apply(sandbox.target(), manager.planUninstall(sandbox.target()));
        }

        private static void flag(Sandbox sandbox, Deployment manager, boolean set) throws IOException {
            DeployTarget.GameFolder game = new DeployTarget.GameFolder(sandbox.install());
            manager.apply(game, manager.planLargeAddress(game, set));
        }

        private static void foreignFiles(Sandbox sandbox) throws IOException {
            sandbox.file("Data/NVSE/Plugins/MemoryPoolNVSE.dll", "a build of somebody else's")
                    .file("Data/NVSE/Plugins/MemoryPoolNVSE/rpmalloc.dll", "another allocator")
                    .file(SETTINGS, "; mine\n[Budgets]\nuTextureMemory=1\n")
                    .file("Data/NVSE/Plugins/other.dll", "another plugin");
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyFaultLeavesTheOldOrTheNewState(Operation operation) throws IOException {
        Map<Fault, Integer> tried = new EnumMap<>(Fault.class);
        Expected expected = new Expected(original(operation, folder.resolve("original")),
                before(operation, folder.resolve("before")), after(operation, folder.resolve("after")));
        for (Fault fault : Fault.values()) {
            int step = 0;
            while (faultAt(operation, expected, fault, step)) {
                step++;
            }
            tried.put(fault, step);
        }

        System.out.printf("%s: a fault at each of %d points: %s%n", operation,
                tried.values().stream().mapToInt(Integer::intValue).sum(), tried);
        assertThat(tried.values()).allMatch(points -> points > 15);
    }

    /** The states of the game folder before any manager came, before the operation and after it. */
    private record Expected(FolderState original, FolderState before, FolderState after) {
    }

    /** False when the operation has no such step any more. */
    private boolean faultAt(Operation operation, Expected expected, Fault fault, int step) throws IOException {
        Path place = folder.resolve(operation + "-" + fault + "-" + step);
        Sandbox sandbox = new Sandbox(place);
        operation.prepare(sandbox);
        FaultyDisk disk = new FaultyDisk(new NioFileOperations(false), step, fault);
        String where = operation + ", " + fault + " at step " + step;

        boolean ended = ended(operation, sandbox, disk);
        if (!disk.reached()) {
            assertThat(ended).as(where).isTrue();
            assertThat(sandbox.state()).as(where).isEqualTo(expected.after);
            return false;
        }
        sandbox.manager("1.0.0").recover();

        FolderState recovered = sandbox.state();
        assertThat(recovered).as(where).isIn(expected.before, expected.after);
        if (ended) {
            assertThat(recovered).as(where).isEqualTo(expected.after);
        }
        assertThat(sandbox.managerData.resolve("journals")).as(where).satisfies(journals ->
                assertThat(names(journals)).noneMatch(name -> name.endsWith(Change.NEW) && !fault.kills()));
        operation.undo(sandbox, sandbox.manager("1.0.0"));
        assertThat(sandbox.state()).as(where).isEqualTo(expected.original);
        FolderTree.delete(place);
        return true;
    }

    private static boolean ended(Operation operation, Sandbox sandbox, FaultyDisk disk) throws IOException {
        try {
            operation.run(sandbox, sandbox.manager("1.0.0", disk));
            return true;
        } catch (Killed dead) {
            return false;
        } catch (IOException refused) {
            return false;
        }
    }

    /** The folder before any manager came. */
    private static FolderState original(Operation operation, Path place) throws IOException {
        Sandbox sandbox = new Sandbox(place);
        switch (operation) {
            case INSTALL_OVER_FOREIGN_FILES, UPDATE, UNINSTALL_TO_FOREIGN_FILES -> Operation.foreignFiles(sandbox);
            case INSTALL_INTO_A_BARE_GAME, CHANGE_PRESET, UNINSTALL_TO_A_BARE_GAME, SET_THE_LARGE_ADDRESS_FLAG,
                    CLEAR_THE_LARGE_ADDRESS_FLAG -> { }
        }
        return sandbox.state();
    }

    private static FolderState before(Operation operation, Path place) throws IOException {
        Sandbox sandbox = new Sandbox(place);
        operation.prepare(sandbox);
        return sandbox.state();
    }

    private static FolderState after(Operation operation, Path place) throws IOException {
        Sandbox sandbox = new Sandbox(place);
        operation.prepare(sandbox);
        operation.run(sandbox, sandbox.manager("1.0.0"));
        return sandbox.state();
    }

    private static Stream<String> names(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList().stream();
        }
    }
}
