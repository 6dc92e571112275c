package io.github.memorypoolnvse.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SingleInstanceTest {

    @TempDir
    Path folder;

    @Test
    void theSecondStartRaisesTheFirst() throws Exception {
        CountDownLatch raised = new CountDownLatch(2);
        try (SingleInstance first = new SingleInstance(folder);
                SingleInstance second = new SingleInstance(folder);
                SingleInstance third = new SingleInstance(folder)) {
            assertThat(first.knockOrListen(raised::countDown)).isFalse();
            assertThat(second.knockOrListen(() -> { })).isTrue();
            assertThat(third.knockOrListen(() -> { })).isTrue();
            assertThat(raised.await(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void whatACrashLeftBehindDoesNotKeepTheNextStartOut() throws Exception {
        Files.createFile(folder.resolve("window.socket"));
        CountDownLatch raised = new CountDownLatch(1);
        try (SingleInstance first = new SingleInstance(folder); SingleInstance second = new SingleInstance(folder)) {
            assertThat(first.knockOrListen(raised::countDown)).isFalse();
            assertThat(second.knockOrListen(() -> { })).isTrue();
            assertThat(raised.await(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aClosedWindowIsForgotten() throws Exception {
        try (SingleInstance first = new SingleInstance(folder)) {
            assertThat(first.knockOrListen(() -> { })).isFalse();
        }
        try (SingleInstance second = new SingleInstance(folder)) {
            assertThat(second.knockOrListen(() -> { })).isFalse();
        }
    }

    @Test
    void aFolderTooDeepForASocketOpensAWindowAllTheSame() throws Exception {
        Path deep = folder.resolve("d".repeat(120)).resolve("e".repeat(120));
        try (SingleInstance first = new SingleInstance(deep)) {
            assertThat(first.knockOrListen(() -> { })).isFalse();
        }
    }

    @Test
    void ofManyStartsAtOnceOneOpensAWindow() throws Exception {
        int starts = 8;
        CountDownLatch ready = new CountDownLatch(starts);
        CountDownLatch raised = new CountDownLatch(starts - 1);
        List<SingleInstance> instances = new ArrayList<>();
        try (ExecutorService players = Executors.newFixedThreadPool(starts)) {
            List<Future<Boolean>> others = new ArrayList<>();
            for (int i = 0; i < starts; i++) {
                SingleInstance instance = new SingleInstance(folder);
                instances.add(instance);
                others.add(players.submit(() -> {
                    ready.countDown();
                    ready.await();
                    return instance.knockOrListen(raised::countDown);
                }));
            }
            int windows = 0;
            for (Future<Boolean> other : others) {
                windows += other.get() ? 0 : 1;
            }
            assertThat(windows).isEqualTo(1);
            assertThat(raised.await(5, TimeUnit.SECONDS)).isTrue();
        } finally {
            instances.forEach(SingleInstance::close);
        }
    }

    @Test
    void aWindowThatIsStuckKeepsNobodyOut() throws Exception {
        try (FileChannel lock = FileChannel.open(folder.resolve("window.lock"), StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
                ServerSocketChannel deaf = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
                SingleInstance second = new SingleInstance(folder)) {
            assertThat(lock.lock().isValid()).isTrue();
            deaf.bind(UnixDomainSocketAddress.of(folder.resolve("window.socket")));

            Boolean other = assertTimeoutPreemptively(Duration.ofSeconds(5), () -> second.knockOrListen(() -> { }));
            assertThat(other).isFalse();
        }
    }

    @Test
    void whoKnocksAndSaysNothingKeepsNoOtherFromBeingHeard() throws Exception {
        CountDownLatch raised = new CountDownLatch(1);
        try (SingleInstance first = new SingleInstance(folder); SingleInstance second = new SingleInstance(folder)) {
            first.knockOrListen(raised::countDown);
            try (SocketChannel silent = SocketChannel.open(
                    UnixDomainSocketAddress.of(folder.resolve("window.socket")))) {
                assertThat(silent.isConnected()).isTrue();
                assertThat(second.knockOrListen(() -> { })).isTrue();
                assertThat(raised.await(5, TimeUnit.SECONDS)).isTrue();
            }
        }
    }
}
