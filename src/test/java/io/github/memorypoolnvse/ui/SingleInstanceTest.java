package io.github.memorypoolnvse.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
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
    void aClosedWindowIsForgotten() {
        try (SingleInstance first = new SingleInstance(folder)) {
            assertThat(first.knockOrListen(() -> { })).isFalse();
        }
        try (SingleInstance second = new SingleInstance(folder)) {
            assertThat(second.knockOrListen(() -> { })).isFalse();
        }
    }

    @Test
    void aFolderTooDeepForASocketOpensAWindowAllTheSame() {
        Path deep = folder.resolve("d".repeat(120)).resolve("e".repeat(120));
        try (SingleInstance first = new SingleInstance(deep)) {
            assertThat(first.knockOrListen(() -> { })).isFalse();
        }
    }
}
