package dev.allot.core.solve;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Everything about one run. Immutable; start from {@link #defaults()} and change what matters. Without a time limit or an evaluation
 * limit a solver runs to its natural end.
 */
public final class SolveOptions {
    private static final SolveOptions DEFAULTS = new SolveOptions(new Fields());

    private final Fields fields;

    private SolveOptions(Fields fields) {
        this.fields = fields;
    }

    /** No limits, seed 1, one thread, gap 0. */
    public static SolveOptions defaults() {
        return DEFAULTS;
    }

    /** Stops after this much time. */
    public SolveOptions withTimeLimit(Duration limit) {
        if (limit.isNegative()) {
            throw new IllegalArgumentException("the time limit is " + limit + "; it must not be negative");
        }
        return with(f -> f.timeLimit = Optional.of(limit));
    }

    /** Stops after this many evaluations, that is candidate points scored. */
    public SolveOptions withEvaluationLimit(long limit) {
        if (limit < 0) {
            throw new IllegalArgumentException("the evaluation limit is " + limit + "; it must not be negative");
        }
        return with(f -> f.evaluationLimit = limit);
    }

    /** Seed of all randomness; the same seed and evaluation limit give the same result on one thread. */
    public SolveOptions withSeed(long seed) {
        return with(f -> f.seed = seed);
    }

    /** Threads a solver may use; at least 1. */
    public SolveOptions withThreads(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("the number of threads is " + threads + "; it must be at least 1");
        }
        return with(f -> f.threads = threads);
    }

    /** Stops once bound minus objective is at most this; in units of the objective. */
    public SolveOptions withTargetGap(double gap) {
        if (!(gap >= 0)) {
            throw new IllegalArgumentException("the target gap is " + gap + "; it must not be negative");
        }
        return with(f -> f.targetGap = gap);
    }

    /** Stops once a feasible point reaches this objective. */
    public SolveOptions withTargetObjective(double objective) {
        if (Double.isNaN(objective)) {
            throw new IllegalArgumentException("the target objective must be a number");
        }
        return with(f -> f.targetObjective = OptionalDouble.of(objective));
    }

    /** A point to start from, one value for each variable; the result is never worse than it if it is feasible. */
    public SolveOptions withWarmStart(double[] values) {
        double[] copy = values.clone();
        return with(f -> f.warmStart = Optional.of(copy));
    }

    /** Hears of incumbents and bounds. */
    public SolveOptions withListener(SolveListener listener) {
        return with(f -> f.listener = listener);
    }

    /** Polled during the run; once it returns true the run stops as {@code INTERRUPTED}. */
    public SolveOptions withInterrupt(BooleanSupplier interrupt) {
        return with(f -> f.interrupt = interrupt);
    }

    /** Time limit, if any. */
    public Optional<Duration> timeLimit() {
        return fields.timeLimit;
    }

    /** Evaluation limit; {@link Long#MAX_VALUE} if none. */
    public long evaluationLimit() {
        return fields.evaluationLimit;
    }

    /** Seed of all randomness. */
    public long seed() {
        return fields.seed;
    }

    /** Threads a solver may use. */
    public int threads() {
        return fields.threads;
    }

    /** Gap at which to stop. */
    public double targetGap() {
        return fields.targetGap;
    }

    /** Objective at which to stop, if any. */
    public OptionalDouble targetObjective() {
        return fields.targetObjective;
    }

    /** A copy of the starting point, if any. */
    public Optional<double[]> warmStart() {
        return fields.warmStart.map(double[]::clone);
    }

    /** The listener. */
    public SolveListener listener() {
        return fields.listener;
    }

    /** Whether the caller wants the run to stop. */
    public BooleanSupplier interrupt() {
        return fields.interrupt;
    }

    private SolveOptions with(Consumer<Fields> change) {
        Fields copy = new Fields(fields);
        change.accept(copy);
        return new SolveOptions(copy);
    }

    private static final class Fields {
        private Optional<Duration> timeLimit = Optional.empty();
        private long evaluationLimit = Long.MAX_VALUE;
        private long seed = 1;
        private int threads = 1;
        private double targetGap;
        private OptionalDouble targetObjective = OptionalDouble.empty();
        private Optional<double[]> warmStart = Optional.empty();
        private SolveListener listener = new SolveListener() {};
        private BooleanSupplier interrupt = () -> false;

        Fields() {}

        Fields(Fields that) {
            timeLimit = that.timeLimit;
            evaluationLimit = that.evaluationLimit;
            seed = that.seed;
            threads = that.threads;
            targetGap = that.targetGap;
            targetObjective = that.targetObjective;
            warmStart = that.warmStart;
            listener = that.listener;
            interrupt = that.interrupt;
        }
    }
}
