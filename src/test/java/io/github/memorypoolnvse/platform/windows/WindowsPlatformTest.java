package io.github.memorypoolnvse.platform.windows;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.platform.win32.BaseTSD.SIZE_T;
import com.sun.jna.platform.win32.Tlhelp32.PROCESSENTRY32;
import com.sun.jna.platform.win32.WinBase.FILETIME;
import com.sun.jna.platform.win32.WinDef.DWORD;
import com.sun.jna.platform.win32.WinError;
import com.sun.jna.platform.win32.WinNT.HANDLE;
import com.sun.jna.platform.win32.WinNT.MEMORY_BASIC_INFORMATION;
import com.sun.jna.ptr.IntByReference;
import io.github.memorypoolnvse.platform.BlockCandidate;
import io.github.memorypoolnvse.platform.BlockOpening;
import io.github.memorypoolnvse.platform.ProcessState;
import io.github.memorypoolnvse.platform.RunningProcess;
import java.lang.foreign.ValueLayout;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The Windows adapters against a kernel32 that answers as told. */
class WindowsPlatformTest {

    private static final HANDLE HANDLE_1 = new HANDLE(new Pointer(0x11));
    private static final int READ = 4;

    private final FakeKernel kernel = new FakeKernel();

    private void processes(String... names) {
        Deque<String> left = new ArrayDeque<>(List.of(names));
        kernel.answer("CreateToolhelp32Snapshot", _ -> HANDLE_1)
                .answer("Process32First", arguments -> next(left, (PROCESSENTRY32) arguments[1]))
                .answer("Process32Next", arguments -> next(left, (PROCESSENTRY32) arguments[1]));
    }

    private static boolean next(Deque<String> left, PROCESSENTRY32 entry) {
        if (left.isEmpty()) {
            return false;
        }
        entry.th32ProcessID = new DWORD(100 + left.size());
        entry.szExeFile = (left.removeFirst() + "\0").toCharArray();
        return true;
    }

    private void openable(long created) {
        kernel.answer("OpenProcess", _ -> HANDLE_1)
                .answer("GetProcessTimes", arguments -> {
                    ((FILETIME) arguments[1]).dwHighDateTime = (int) (created >>> 32);
                    ((FILETIME) arguments[1]).dwLowDateTime = (int) created;
                    return true;
                })
                .answer("QueryFullProcessImageName", arguments -> {
                    "game.exe".getChars(0, 8, (char[]) arguments[2], 0);
                    ((IntByReference) arguments[3]).setValue(8);
                    return true;
                })
                .answer("WaitForSingleObject", _ -> 0x102);
    }

    @Test
    void finds_the_game_in_a_snapshot_of_all_processes() {
        processes("explorer.exe", "FalloutNV.exe", "geck.EXE");
        openable(0x1_FFFF_FFFFL);
        List<RunningProcess> games = new WindowsGameProcesses(kernel.kernel()).running();
        assertThat(games).extracting(RunningProcess::name).containsExactly("geck.EXE", "FalloutNV.exe");
        assertThat(games).extracting(RunningProcess::pid).containsExactly(101L, 102L);
        assertThat(games).extracting(RunningProcess::startToken).containsOnly(0x1_FFFF_FFFFL);
        assertThat(kernel.calls)
                .startsWith("CreateToolhelp32Snapshot", "Process32First", "Process32Next", "OpenProcess");
        assertThat(kernel.calls).endsWith("CloseHandle");
    }

    @Test
    void asks_for_no_more_rights_than_an_elevated_game_grants_and_counts_a_refusal_as_running() {
        processes("FalloutNV.exe");
        kernel.answer("OpenProcess", arguments -> {
            assertThat(arguments[0]).isEqualTo(0x1000 | 0x100000);
            kernel.lastError = WinError.ERROR_ACCESS_DENIED;
            return null;
        });
        WindowsGameProcesses processes = new WindowsGameProcesses(kernel.kernel());
        RunningProcess game = processes.running().getFirst();
        assertThat(game).isEqualTo(new RunningProcess(101, 0, "FalloutNV.exe", null, List.of()));
        assertThat(processes.state(game)).isEqualTo(ProcessState.RUNNING);
        kernel.answer("OpenProcess", _ -> {
            kernel.lastError = WinError.ERROR_INVALID_PARAMETER;
            return null;
        });
        assertThat(processes.state(game)).isEqualTo(ProcessState.ENDED);
    }

    @Test
    void a_process_that_was_waited_for_or_started_at_another_time_has_ended() {
        processes("FalloutNV.exe");
        openable(7);
        WindowsGameProcesses processes = new WindowsGameProcesses(kernel.kernel());
        RunningProcess game = processes.running().getFirst();
        assertThat(processes.state(game)).isEqualTo(ProcessState.RUNNING);
        openable(8);
        assertThat(processes.state(game)).isEqualTo(ProcessState.ENDED);
        openable(7);
        kernel.answer("WaitForSingleObject", _ -> 0);
        assertThat(processes.state(game)).isEqualTo(ProcessState.ENDED);
    }

    @Test
    void maps_the_section_for_reading_and_takes_its_size_from_the_view() {
        try (Memory view = new Memory(8192)) {
            view.setByte(8191, (byte) 42);
            kernel.answer("OpenFileMapping", arguments -> {
                        assertThat(arguments).containsExactly(READ, false, "Local\\MemoryPoolNVSE.77");
                        return HANDLE_1;
                    })
                    .answer("MapViewOfFile", arguments -> {
                        assertThat(arguments).containsExactly(HANDLE_1, READ, 0, 0, 0);
                        return new Pointer(Pointer.nativeValue(view));
                    })
                    .answer("GetCurrentProcess", _ -> HANDLE_1)
                    .answer("VirtualQueryEx", arguments -> {
                        ((MEMORY_BASIC_INFORMATION) arguments[2]).regionSize = new SIZE_T(8192);
                        return new SIZE_T(48);
                    })
                    .answer("UnmapViewOfFile", _ -> true);
            BlockOpening opening = new WindowsSharedBlocks(kernel.kernel())
                    .open(new BlockCandidate("Local\\MemoryPoolNVSE.77", null));
            assertThat(opening).isInstanceOf(BlockOpening.Opened.class);
            try (var block = ((BlockOpening.Opened) opening).block()) {
                assertThat(block.memory().byteSize()).isEqualTo(8192);
                assertThat(block.memory().isReadOnly()).isTrue();
                assertThat(block.memory().get(ValueLayout.JAVA_BYTE, 8191)).isEqualTo((byte) 42);
            }
            assertThat(kernel.calls)
                    .containsExactly(
                            "OpenFileMapping",
                            "MapViewOfFile",
                            "GetCurrentProcess",
                            "VirtualQueryEx",
                            "CloseHandle",
                            "UnmapViewOfFile");
        }
    }

    @Test
    void a_missing_section_is_absent_and_a_forbidden_one_denied() {
        WindowsSharedBlocks blocks = new WindowsSharedBlocks(kernel.kernel());
        RunningProcess game = new RunningProcess(77, 1, "FalloutNV.exe", null, List.of());
        BlockCandidate candidate = new BlockCandidate("Local\\MemoryPoolNVSE.77", game);
        kernel.answer("OpenFileMapping", _ -> null);
        kernel.lastError = WinError.ERROR_FILE_NOT_FOUND;
        assertThat(blocks.open(candidate)).isEqualTo(new BlockOpening.Absent());
        assertThat(blocks.candidates(List.of(game))).isEmpty();
        kernel.lastError = WinError.ERROR_ACCESS_DENIED;
        assertThat(blocks.open(candidate)).isInstanceOf(BlockOpening.Denied.class);
        assertThat(blocks.candidates(List.of(game))).containsExactly(candidate);
        kernel.lastError = WinError.ERROR_INVALID_HANDLE;
        assertThat(blocks.open(candidate)).isInstanceOf(BlockOpening.Failed.class);
    }
}
