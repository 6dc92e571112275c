package io.github.memorypoolnvse.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HeartbeatTest {

    private final AtomicInteger beats = new AtomicInteger();
    private volatile boolean broken = true;
    private final Heartbeat heartbeat = new Heartbeat(50, () -> {
        beats.incrementAndGet();
        if (broken) {
            throw new IllegalStateException("nothing to beat with");
        }
    });

    @BeforeEach
    void takeFaultsQuietly() throws InterruptedException {
        Screens.run(() -> Thread.currentThread().setUncaughtExceptionHandler((_, _) -> { }));
    }

    @AfterEach
    void stop() throws InterruptedException {
        heartbeat.close();
        Screens.run(() -> Thread.currentThread().setUncaughtExceptionHandler(null));
    }

    @Test
    void workThatFailsAgainAndAgainIsCalledSeldomUntilItSucceeds() throws Exception {
        Screens.run(() -> heartbeat.start(10));
        Thread.sleep(1_000);
        assertThat(beats).as("of a hundred").hasValueBetween(3, 10);

        broken = false;
        await().atMost(Duration.ofSeconds(10)).until(() -> beats.get() > 30);
    }
}
