package io.github.memorypoolnvse.platform.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.memorypoolnvse.platform.BlockCandidate;
import io.github.memorypoolnvse.platform.BlockOpening;
import io.github.memorypoolnvse.platform.ProcessState;
import io.github.memorypoolnvse.platform.RunningProcess;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code /proc} and {@code /dev/shm} laid out in a temporary folder. */
class LinuxPlatformTest {

    private static final String BLOCK = "memorypoolnvse-00112233445566778899aabbccddeeff";

    @TempDir
    Path folder;

    private Path procRoot;
    private Path sharedMemory;
    private LinuxGameProcesses processes;
    private LinuxSharedBlocks blocks;

    @BeforeEach
    void layOut() throws IOException {
        procRoot = Files.createDirectory(folder.resolve("proc"));
        sharedMemory = Files.createDirectory(folder.resolve("shm"));
        Files.writeString(procRoot.resolve("uptime"), "1 1");
        ProcFileSystem proc = new ProcFileSystem(procRoot);
        processes = new LinuxGameProcesses(proc);
        blocks = new LinuxSharedBlocks(proc, sharedMemory);
    }

    private void process(long pid, String comm, char state, long start, String... commandLine) throws IOException {
        Path directory = Files.createDirectories(procRoot.resolve(Long.toString(pid)));
        Files.writeString(directory.resolve("comm"), comm + "\n");
        Files.writeString(
                directory.resolve("stat"),
                pid + " (" + comm + ") " + state + " 1 1 1 0 -1 4194560 1 0 0 0 3 1 0 0 20 0 9 0 " + start + " 99 1\n");
        Files.writeString(directory.resolve("cmdline"), String.join("\0", commandLine));
        Files.writeString(directory.resolve("maps"), "");
    }

    private void maps(long pid, String... lines) throws IOException {
        Files.writeString(procRoot.resolve(pid + "/maps"), String.join("\n", lines));
    }

    private static String mapping(String permissions, String path) {
        return "00a40000-00b00000 " + permissions + " 00000000 00:1a 42                         " + path;
    }

    @Test
    void what_starts_the_game_is_not_the_game() throws IOException {
        process(30, "nvse_loader.exe", 'S', 900);
        process(40, "FalloutNVLaunch", 'S', 800, "Z:\\\\games\\\\FalloutNVLauncher.exe");

        assertThat(processes.running()).isEmpty();
        assertThat(processes.launchers()).extracting(RunningProcess::name)
                .containsExactly("FalloutNVLauncher.exe", "nvse_loader.exe");
    }

    @Test
    void finds_the_game_and_its_editor_by_name_newest_last() throws IOException {
        process(30, "FalloutNV.exe", 'S', 900);
        process(40, "GECK.exe", 'S', 800);
        process(50, "falloutnv.EXE", 'R', 950);
        process(60, "FalloutNVLaunch", 'S', 100);
        process(70, "FalloutNV.exe", 'Z', 100);
        assertThat(processes.running()).extracting(RunningProcess::pid).containsExactly(40L, 30L, 50L);
    }

    @Test
    void survives_names_with_brackets_and_malformed_entries() throws IOException {
        process(30, "a) R (b", 'S', 5);
        Files.createDirectories(procRoot.resolve("31"));
        Files.writeString(procRoot.resolve("31/comm"), "FalloutNV.exe\n");
        Files.writeString(procRoot.resolve("31/stat"), "31 (FalloutNV.exe) S");
        ProcFileSystem proc = new ProcFileSystem(procRoot);
        assertThat(processes.running()).isEmpty();
        assertThat(proc.process(30)).hasValueSatisfying(process -> {
            assertThat(process.startToken()).isEqualTo(5);
            assertThat(process.name()).isEqualTo("a) R (b");
        });
    }

    @Test
    void follows_the_first_argument_to_the_program() throws IOException {
        Path game = Files.createDirectories(folder.resolve("game"));
        Path program = Files.createFile(game.resolve("FalloutNV.exe"));
        process(30, "FalloutNV.exe", 'S', 1, "Z:" + program.toString().replace('/', '\\'), "-x");
        process(31, "FalloutNV.exe", 'S', 2, "C:\\Games\\FNV\\FalloutNV.exe");
        Files.createSymbolicLink(procRoot.resolve("31/cwd"), game);
        process(32, "FalloutNV.exe", 'S', 3, "C:\\Games\\FNV\\FalloutNV.exe");
        assertThat(processes.running())
                .extracting(RunningProcess::executable)
                .containsExactly(program, program, null);
        assertThat(processes.running().getFirst().commandLine()).endsWith("-x");
    }

    @Test
    void tells_running_stopped_and_ended_apart() throws IOException {
        process(30, "FalloutNV.exe", 'S', 7);
        RunningProcess game = processes.running().getFirst();
        assertThat(processes.state(game)).isEqualTo(ProcessState.RUNNING);
        process(30, "FalloutNV.exe", 'T', 7);
        assertThat(processes.state(game)).isEqualTo(ProcessState.STOPPED);
        process(30, "FalloutNV.exe", 'Z', 7);
        assertThat(processes.state(game)).isEqualTo(ProcessState.ENDED);
        process(30, "FalloutNV.exe", 'S', 8);
        assertThat(processes.state(game)).as("the number was given to another").isEqualTo(ProcessState.ENDED);
    }

    @Test
    void finds_blocks_in_shared_memory_in_flatpaks_and_through_a_containers_root() throws IOException {
        process(30, "FalloutNV.exe", 'S', 7);
        Path flatpak = Files.createDirectory(sharedMemory.resolve("flatpak-com.valvesoftware.Steam-abc"));
        Path container = Files.createDirectories(procRoot.resolve("30/root/dev/shm"));
        Files.writeString(sharedMemory.resolve(BLOCK), "x");
        Files.writeString(flatpak.resolve("memorypoolnvse-1111"), "x");
        Files.writeString(container.resolve("memorypoolnvse-2222"), "x");
        Files.writeString(container.resolve(BLOCK), "x");
        Files.writeString(sharedMemory.resolve("other"), "x");
        assertThat(blocks.candidates(processes.running()))
                .extracting(BlockCandidate::location)
                .containsExactlyInAnyOrder(
                        sharedMemory.resolve(BLOCK).toString(),
                        flatpak.resolve("memorypoolnvse-1111").toString(),
                        container.resolve("memorypoolnvse-2222").toString());
    }

    @Test
    void the_owner_is_who_has_the_block_mapped_for_writing() throws IOException {
        Files.writeString(sharedMemory.resolve(BLOCK), "x");
        process(20, "java", 'S', 1);
        maps(20, mapping("r--s", "/dev/shm/" + BLOCK));
        process(30, "FalloutNV.exe", 'S', 7);
        maps(30, mapping("r-xp", "/lib/x.so"), mapping("rw-s", "/dev/shm/" + BLOCK));
        assertThat(blocks.candidates(processes.running()))
                .extracting(candidate -> candidate.owner() == null ? -1 : candidate.owner().pid())
                .containsExactly(30L);
    }

    @Test
    void a_program_of_any_name_may_own_a_block() throws IOException {
        Files.writeString(sharedMemory.resolve(BLOCK), "x");
        process(33, "publisher.exe", 'S', 7);
        maps(33, mapping("rw-s", "/dev/shm/" + BLOCK));
        assertThat(blocks.candidates(List.of()))
                .extracting(candidate -> candidate.owner() == null ? "" : candidate.owner().name())
                .containsExactly("publisher.exe");
    }

    @Test
    void an_owner_that_comes_late_is_found() throws IOException {
        Files.writeString(sharedMemory.resolve(BLOCK), "x");
        assertThat(blocks.candidates(List.of()).getFirst().owner()).isNull();
        process(33, "publisher.exe", 'S', 7);
        maps(33, mapping("rw-s", "/dev/shm/" + BLOCK));
        await().atMost(Duration.ofSeconds(10))
                .until(() -> blocks.candidates(List.of()).getFirst().owner() != null);
    }

    @Test
    void a_block_nobody_writes_has_no_owner_and_is_left_in_place() throws IOException {
        Path file = Files.writeString(sharedMemory.resolve(BLOCK), "x");
        process(30, "FalloutNV.exe", 'S', 7);
        maps(30, mapping("rw-s", "/dev/shm/" + BLOCK));
        assertThat(blocks.candidates(processes.running()).getFirst().owner()).isNotNull();
        process(30, "FalloutNV.exe", 'Z', 7);
        assertThat(blocks.candidates(processes.running()))
                .containsExactly(new BlockCandidate(file.toString(), null));
        assertThat(file).exists();
    }

    @Test
    void maps_what_is_there_and_names_what_is_not() throws IOException {
        Path file = Files.writeString(sharedMemory.resolve(BLOCK), "the block's bytes");
        BlockOpening opening = blocks.open(new BlockCandidate(file.toString(), null));
        assertThat(opening).isInstanceOf(BlockOpening.Opened.class);
        try (var block = ((BlockOpening.Opened) opening).block()) {
            assertThat(block.memory().byteSize()).isEqualTo(17);
            assertThat(block.memory().isReadOnly()).isTrue();
            assertThat(block.memory().get(ValueLayout.JAVA_BYTE, 4)).isEqualTo((byte) 'b');
        }
        Path empty = Files.writeString(sharedMemory.resolve("memorypoolnvse-0"), "");
        assertThat(blocks.open(new BlockCandidate(empty.toString(), null))).isInstanceOf(BlockOpening.Failed.class);
        assertThat(blocks.open(new BlockCandidate(sharedMemory.resolve("gone").toString(), null)))
                .isEqualTo(new BlockOpening.Absent());
    }
}
