package dev.allot.benchmarks.jmh;

import dev.allot.core.score.ReferenceScoreState;
import dev.allot.core.score.ScoreState;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The hot scoring loop; every figure is for one flip, one peek or one row. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ScoringBenchmark {
    private static final int CHOICES = 1 << 16;

    @Param({"200", "300"})
    int trees;

    @Param({"3", "6"})
    int depth;

    @Param({"100", "3000"})
    int range;

    private ScoringCase scoring;
    private ScoreState state;
    private ScoreState reference;
    private int[] choices;
    private int next;
    private double[] row;

    @Setup
    public void setUp() {
        scoring = new ScoringCase(trees, depth, range, 1);
        SplittableRandom random = new SplittableRandom(2);
        double[] start = scoring.randomPoint(random);
        state = ScoreState.at(scoring.problem, start);
        reference = new ReferenceScoreState(scoring.problem, start);
        row = scoring.problem.aggregatesAt(start);
        choices = random.ints(CHOICES, 0, start.length).toArray();
    }

    private int choice() {
        return choices[next++ & (CHOICES - 1)];
    }

    @Benchmark
    public double flip() {
        int j = choice();
        state.set(j, 1 - state.valueOf(j));
        return state.objective();
    }

    @Benchmark
    public double flipUndo() {
        int j = choice();
        int mark = state.mark();
        state.set(j, 1 - state.valueOf(j));
        double objective = state.objective();
        state.rollback(mark);
        return objective;
    }

    @Benchmark
    public double peek() {
        int j = choice();
        return state.peek(j, 1 - state.valueOf(j));
    }

    @Benchmark
    public double exactFloatScore() {
        int j = choice();
        state.set(j, 1 - state.valueOf(j));
        return state.predictorValue();
    }

    @Benchmark
    public double fullRow() {
        row[choice() % row.length]++;
        return scoring.trees.value(row);
    }

    @Benchmark
    public double naiveRow() {
        int j = choice();
        reference.set(j, 1 - reference.valueOf(j));
        return reference.objective();
    }
}
