package dev.allot.benchmarks.jmh;

import dev.allot.core.model.SparseMatrix;
import dev.allot.core.score.ReferenceScoreState;
import dev.allot.core.score.ScoreState;
import dev.allot.core.surrogate.RowScorer;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The hot scoring loop: routing problems of the paper's shape, 120 features of which an instance has 15. Every figure is for one flip, one
 * peek or one row, on one thread where the name does not say otherwise.
 */
@SuppressWarnings("NullAway.Init") // set up by JMH
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class ScoringBenchmark {
    private static final int CHOICES = 1 << 16;
    private static final int ROWS = 10_000;

    /** Number of trees. */
    @Param({"200", "300"})
    int trees;

    /** Depth of the trees, all of them full. */
    @Param({"3", "6"})
    int depth;

    /** Greatest value of the counters, and of the thresholds: the smaller, the more thresholds a flip crosses. */
    @Param({"100", "3000"})
    int range;

    private ScoringCase scoring;
    private ScoreState state;
    private ScoreState reference;
    private RowScorer scorer;
    private int[] choices;
    private int next;
    private double[] row;
    private double[] rows;
    private float[] floatRow;
    private float[] floatRows;
    private Booster booster;
    private int[][] tagged;
    private double[] ones;

    /** Makes the problem, the states and the rows, and hands XGBoost the same ensemble. */
    @Setup
    public void setUp() throws XGBoostError {
        scoring = new ScoringCase(trees, depth, range, 1);
        SplittableRandom random = new SplittableRandom(2);
        double[] start = scoring.randomPoint(random);
        state = ScoreState.at(scoring.problem, start);
        reference = new ReferenceScoreState(scoring.problem, start);
        scorer = scoring.trees.scorer();
        choices = random.ints(CHOICES, 0, start.length).toArray();
        row = scoring.problem.aggregatesAt(start);
        rows = random.doubles((long) ROWS * row.length, 0, range)
                .map(Math::rint)
                .toArray();
        floatRow = floats(row);
        floatRows = floats(rows);
        booster = scoring.booster();
        SparseMatrix byFeature = scoring.problem.aggregates().transpose();
        tagged = IntStream.range(0, row.length)
                .mapToObj(f -> IntStream.range(byFeature.start(f), byFeature.start(f + 1))
                        .map(byFeature::row)
                        .toArray())
                .toArray(int[][]::new);
        ones = DoubleStream.generate(() -> 1).limit(start.length).toArray();
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    /** Frees what XGBoost holds. */
    @TearDown
    public void tearDown() {
        booster.dispose();
    }

    private int choice() {
        return choices[next++ & (CHOICES - 1)];
    }

    /** Moves one random instance to the other source and reads the objective: a random walk. */
    @Benchmark
    public double flip() {
        int j = choice();
        state.set(j, 1 - state.valueOf(j));
        return state.objective();
    }

    /** Flips, reads, and rolls back. */
    @Benchmark
    public double flipUndo() {
        int j = choice();
        int mark = state.mark();
        state.set(j, 1 - state.valueOf(j));
        double objective = state.objective();
        state.rollback(mark);
        return objective;
    }

    /** The objective that a flip would lead to. */
    @Benchmark
    public double peek() {
        int j = choice();
        return state.peek(j, 1 - state.valueOf(j));
    }

    /** Moves all instances that have some feature to the second source at once, and back: one compound move. */
    @Benchmark
    public double wholeTag() {
        int f = choice() % ScoringCase.FEATURES;
        int mark = state.mark();
        state.set(tagged[f], ones, tagged[f].length);
        double objective = state.objective();
        state.rollback(mark);
        return objective;
    }

    /** The same, instance after instance. */
    @Benchmark
    public double wholeTagOneByOne() {
        int f = choice() % ScoringCase.FEATURES;
        int mark = state.mark();
        for (int j : tagged[f]) {
            state.set(j, 1);
        }
        double objective = state.objective();
        state.rollback(mark);
        return objective;
    }

    /** Flips and reads the predictor's own single-precision sum. */
    @Benchmark
    public double exactFloatScore() {
        int j = choice();
        state.set(j, 1 - state.valueOf(j));
        return state.predictorValue();
    }

    /** One whole row, from its aggregates. */
    @Benchmark
    public double fullRow() {
        row[choice() % row.length] = choice() % range;
        return scorer.value(row);
    }

    /** 10,000 whole rows. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public double[] fullBatch() {
        return scoring.trees.values(rows, 1);
    }

    /** 10,000 whole rows on two threads. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public double[] fullBatchTwoThreads() {
        return scoring.trees.values(rows, 2);
    }

    /** A flip by the naive twin: everything recomputed. */
    @Benchmark
    public double naiveRow() {
        int j = choice();
        reference.set(j, 1 - reference.valueOf(j));
        return reference.objective();
    }

    /** One whole row by XGBoost. */
    @Benchmark
    public float[][] xgboostRow() throws XGBoostError {
        floatRow[choice() % floatRow.length] = choice() % range;
        return booster.inplace_predict(floatRow, 1, ScoringCase.FEATURES, Float.NaN);
    }

    /** 10,000 whole rows by XGBoost. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public float[][] xgboostBatch() throws XGBoostError {
        return booster.inplace_predict(floatRows, ROWS, ScoringCase.FEATURES, Float.NaN);
    }
}
