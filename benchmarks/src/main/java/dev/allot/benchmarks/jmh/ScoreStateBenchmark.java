package dev.allot.benchmarks.jmh;

import dev.allot.core.score.ScoreState;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Building the score state of a million instances with 120 features, cold; {@code -prof gc} shows what it takes. */
@SuppressWarnings("NullAway.Init") // set up by JMH
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 3)
@Fork(1)
public class ScoreStateBenchmark {
    /** Counters up to this mean a million instances. */
    private static final int RANGE = 125_000;

    private ScoringCase scoring;
    private double[] start;

    /** Makes the problem, whose ensemble is new to it. */
    @Setup(Level.Trial)
    public void setUp() {
        scoring = new ScoringCase(300, 6, RANGE, 1);
        start = scoring.randomPoint(new SplittableRandom(2));
    }

    /** A state at a random point, what its ensemble prepares for all states included in the first. */
    @Benchmark
    public ScoreState build() {
        return ScoreState.at(scoring.problem, start);
    }
}
