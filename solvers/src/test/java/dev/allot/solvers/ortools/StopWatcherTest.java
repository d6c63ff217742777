package dev.allot.solvers.ortools;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class StopWatcherTest {
    @Test
    void stopsAgainAndAgainFromThenOn() throws InterruptedException {
        AtomicBoolean due = new AtomicBoolean();
        CountDownLatch stops = new CountDownLatch(3);
        StopWatcher watcher = StopWatcher.start(due::get, stops::countDown);
        assertThat(stops.await(50, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(stops.getCount()).isEqualTo(3);
        due.set(true);
        assertThat(stops.await(10, TimeUnit.SECONDS)).isTrue();
        watcher.end();
    }
}
