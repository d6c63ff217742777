package dev.allot.cli.study;

import dev.allot.cli.output.ProgressDisplay;
import dev.allot.study.Progress;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts a study's steps, and keeps what it has to tell. */
public final class StudyProgress implements Progress {
    private final AtomicInteger expected = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private final Queue<String> notes = new ConcurrentLinkedQueue<>();

    @Override
    public void expect(int steps) {
        expected.addAndGet(steps);
    }

    @Override
    public void step() {
        done.incrementAndGet();
    }

    @Override
    public void note(String line) {
        notes.add(line);
    }

    /** What the study had to tell so far, oldest first. */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    /** How many steps of how many are done. */
    public ProgressDisplay.Position position() {
        return new ProgressDisplay.Position(done.get(), expected.get(), "");
    }
}
