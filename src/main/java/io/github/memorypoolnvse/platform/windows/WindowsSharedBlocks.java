package io.github.memorypoolnvse.platform.windows;

import com.sun.jna.Pointer;
import com.sun.jna.platform.win32.BaseTSD.SIZE_T;
import com.sun.jna.platform.win32.Kernel32;
import com.sun.jna.platform.win32.WinError;
import com.sun.jna.platform.win32.WinNT;
import com.sun.jna.platform.win32.WinNT.HANDLE;
import com.sun.jna.platform.win32.WinNT.MEMORY_BASIC_INFORMATION;
import io.github.memorypoolnvse.platform.BlockCandidate;
import io.github.memorypoolnvse.platform.BlockOpening;
import io.github.memorypoolnvse.platform.RunningProcess;
import io.github.memorypoolnvse.platform.SharedBlock;
import io.github.memorypoolnvse.platform.SharedBlocks;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The plugin's section {@code Local\MemoryPoolNVSE.<process id>}, opened for reading alone so that a manager
 * without elevation may watch an elevated game. {@code src/test/native/winreader} makes the same calls.
 */
public final class WindowsSharedBlocks implements SharedBlocks {

    private static final String SECTION = "Local\\MemoryPoolNVSE.";

    private final Kernel32 kernel;

    public WindowsSharedBlocks() {
        this(Kernel32.INSTANCE);
    }

    WindowsSharedBlocks(Kernel32 kernel) {
        this.kernel = kernel;
    }

    /** Sections cannot be listed; a game's has its number in the name, and its section dies with it. */
    @Override
    public List<BlockCandidate> candidates(List<RunningProcess> games) {
        List<BlockCandidate> found = new ArrayList<>();
        for (RunningProcess game : games) {
            HANDLE section = kernel.OpenFileMapping(WinNT.SECTION_MAP_READ, false, SECTION + game.pid());
            boolean there = section != null || kernel.GetLastError() == WinError.ERROR_ACCESS_DENIED;
            if (section != null) {
                kernel.CloseHandle(section);
            }
            if (there) {
                found.add(new BlockCandidate(SECTION + game.pid(), game));
            }
        }
        return found;
    }

    @Override
    public BlockOpening open(BlockCandidate candidate) {
        HANDLE section = kernel.OpenFileMapping(WinNT.SECTION_MAP_READ, false, candidate.location());
        if (section == null) {
            return switch (kernel.GetLastError()) {
                case WinError.ERROR_FILE_NOT_FOUND -> new BlockOpening.Absent();
                case WinError.ERROR_ACCESS_DENIED ->
                    new BlockOpening.Denied("Windows refused access to " + candidate.location() + ".");
                default -> new BlockOpening.Failed("System error " + kernel.GetLastError() + ".");
            };
        }
        try {
            return map(section);
        } finally {
            kernel.CloseHandle(section); // the view keeps the memory
        }
    }

    @SuppressWarnings("restricted") // the view's size is what the system said it is
    private BlockOpening map(HANDLE section) {
        Pointer view = kernel.MapViewOfFile(section, WinNT.SECTION_MAP_READ, 0, 0, 0);
        if (view == null) {
            return new BlockOpening.Failed("System error " + kernel.GetLastError() + ".");
        }
        long size = sizeOf(view);
        if (size == 0) {
            kernel.UnmapViewOfFile(view);
            return new BlockOpening.Failed("The size of the section cannot be told.");
        }
        MemorySegment memory = MemorySegment.ofAddress(Pointer.nativeValue(view)).reinterpret(size).asReadOnly();
        return new BlockOpening.Opened(new View(kernel, view, memory));
    }

    /** There is no call for a section's size; the region of its view has it, rounded up to pages. */
    private long sizeOf(Pointer view) {
        MEMORY_BASIC_INFORMATION region = new MEMORY_BASIC_INFORMATION();
        SIZE_T got = kernel.VirtualQueryEx(kernel.GetCurrentProcess(), view, region, new SIZE_T(region.size()));
        return got.longValue() == 0 ? 0 : region.regionSize.longValue();
    }

    private static final class View implements SharedBlock {

        private final Kernel32 kernel;
        private final MemorySegment memory;
        private @Nullable Pointer view;

        View(Kernel32 kernel, Pointer view, MemorySegment memory) {
            this.kernel = kernel;
            this.view = view;
            this.memory = memory;
        }

        @Override
        public MemorySegment memory() {
            return memory;
        }

        @Override
        public void close() {
            Pointer mapped = view;
            view = null;
            if (mapped != null) {
                kernel.UnmapViewOfFile(mapped);
            }
        }
    }
}
