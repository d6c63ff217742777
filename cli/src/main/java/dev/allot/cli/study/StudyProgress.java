package dev.allot.cli.study;

import dev.allot.cli.output.ProgressDisplay;
import dev.allot.study.Progress;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts a study's steps. */
public final class StudyProgress implements Progress {
    private final AtomicInteger expected = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();

    @Override
    public void expect(int steps) {
        expected.addAndGet(steps);
    }

    @Override
    public void step() {
        done.incrementAndGet();
    }

    /** How many steps of how many are done. */
    public ProgressDisplay.Position position() {
        return new ProgressDisplay.Position(done.get(), expected.get(), "");
    }
}
