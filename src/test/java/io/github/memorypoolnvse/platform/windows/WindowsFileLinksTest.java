package io.github.memorypoolnvse.platform.windows;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Pointer;
import com.sun.jna.platform.win32.WinBase;
import com.sun.jna.platform.win32.WinDef.DWORD;
import com.sun.jna.platform.win32.WinNT.HANDLE;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class WindowsFileLinksTest {

    private static final HANDLE OPENED = new HANDLE(new Pointer(1));

    private final FakeKernel kernel = new FakeKernel();
    private final WindowsFileLinks links = new WindowsFileLinks(kernel.kernel());

    @Test
    void asksTheSystemWithoutAnyRightToTheContent() {
        kernel.answer("CreateFile", arguments -> {
            assertThat(arguments).startsWith("/games/x.dll", 0, 7).contains(3);
            return OPENED;
        }).answer("GetFileInformationByHandleEx", arguments -> {
            assertThat(arguments[0]).isEqualTo(OPENED);
            assertThat(arguments[1]).isEqualTo(1);
            assertThat(((DWORD) arguments[3]).intValue()).isEqualTo(24);
            Pointer info = (Pointer) arguments[2];
            info.setLong(0, 4096);
            info.setLong(8, 3000);
            info.setInt(16, 2);
            info.setInt(20, 0);
            return true;
        });

        assertThat(links.names(Path.of("/games/x.dll"))).isEqualTo(2);
        assertThat(kernel.calls).containsExactly("CreateFile", "GetFileInformationByHandleEx", "CloseHandle");
    }

    @Test
    void whatCannotBeToldHasOneName() {
        kernel.answer("CreateFile", _ -> WinBase.INVALID_HANDLE_VALUE);
        assertThat(links.names(Path.of("/games/none.dll"))).isEqualTo(1);

        kernel.answer("CreateFile", _ -> OPENED).answer("GetFileInformationByHandleEx", _ -> false);
        assertThat(links.names(Path.of("/games/x.dll"))).isEqualTo(1);
        assertThat(kernel.calls).containsExactly("CreateFile", "CreateFile", "GetFileInformationByHandleEx",
                "CloseHandle");
    }
}
