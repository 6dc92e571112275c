package io.github.memorypoolnvse.bench;

import com.sun.management.ThreadMXBean;
import io.github.memorypoolnvse.platform.LivePlatform;
import io.github.memorypoolnvse.telemetry.GameWatcher;
import io.github.memorypoolnvse.telemetry.Ticker;
import io.github.memorypoolnvse.telemetry.WatchTiming;
import io.github.memorypoolnvse.ui.live.FeedRecorder;
import java.lang.foreign.Arena;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.SynchronousQueue;

/**
 * What the reading thread allocates on the way from the block to the graphs' history: the same number of looks
 * once with few and once with many samples, so that what a look costs falls out.
 */
final class SampleAllocations {

    private static final int LOOKS = 2000;
    private static final int FEW = 1;
    private static final int MANY = 60;
    /** Enough to fill the two hours a feed keeps, so that its buffer is whole. */
    private static final int WARM_UP_LOOKS = 1500;

    /**
     * @param bytesPerSample the slope: what one more sample costs
     * @param bytesPerLook what a look costs that finds one sample
     */
    record Result(double bytesPerSample, double bytesPerLook) {
    }

    private SampleAllocations() {
    }

    static Result measure() throws InterruptedException {
        SteadyBlock block = new SteadyBlock(Arena.ofAuto());
        LivePlatform platform = SteadyGame.publishing(block.memory());
        Steps steps = new Steps(block);
        GameWatcher watcher = new GameWatcher(platform.processes(), platform.blocks(), WatchTiming.standard(), steps);
        FeedRecorder recorder = new FeedRecorder();
        watcher.addSink(recorder);
        watcher.start();
        steps.run(WARM_UP_LOOKS, MANY);
        long few = steps.run(LOOKS, FEW);
        long many = steps.run(LOOKS, MANY);
        watcher.close();
        double perSample = (many - few) / (double) (LOOKS * (MANY - FEW));
        return new Result(perSample, few / (double) LOOKS - perSample);
    }

    /** The watcher's sleep: publishes the next samples on its thread, which costs nothing there, and notes what it allocated. */
    private static final class Steps implements Ticker {

        private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        private final SynchronousQueue<Long> done = new SynchronousQueue<>();
        private final SynchronousQueue<int[]> wanted = new SynchronousQueue<>();
        private final SteadyBlock block;
        private int looks;
        private int samples;
        private long begin = -1;
        private long now;

        Steps(SteadyBlock block) {
            this.block = block;
        }

        /** Lets the watcher look so often; returns the bytes it allocated meanwhile. */
        long run(int count, int samplesALook) throws InterruptedException {
            wanted.put(new int[] {count, samplesALook});
            return done.take();
        }

        @Override
        public long nanoTime() {
            return now;
        }

        @Override
        public void sleep(Duration duration) throws InterruptedException {
            now += duration.toNanos();
            if (looks == 0) {
                if (begin >= 0) {
                    done.put(threads.getCurrentThreadAllocatedBytes() - begin);
                }
                int[] next = wanted.take();
                looks = next[0];
                samples = next[1];
                begin = threads.getCurrentThreadAllocatedBytes();
            }
            looks--;
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < samples; i++) {
                block.sample();
            }
            begin += threads.getCurrentThreadAllocatedBytes() - before;
        }
    }
}
