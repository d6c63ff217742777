package dev.allot.benchmarks.peers;

import com.google.ortools.Loader;
import com.google.ortools.modelbuilder.LinearExpr;
import com.google.ortools.modelbuilder.LinearExprBuilder;
import com.google.ortools.modelbuilder.ModelBuilder;
import com.google.ortools.modelbuilder.ModelSolver;
import com.google.ortools.modelbuilder.Variable;
import dev.allot.core.model.Problem;
import dev.allot.core.model.SparseMatrix;
import dev.allot.core.solve.RootBound;
import dev.allot.core.solve.SolveSession;
import dev.allot.core.solve.TerminationStatus;
import dev.allot.core.surrogate.Box;
import dev.allot.core.surrogate.TreeEnsemble;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The whole problem as one mixed integer program of a general solver: Mišić's formulation (Operations Research 2020), a binary for each
 * distinct threshold of an aggregate, in order, and a continuous variable for each leaf. The problem's variables are continuous, without
 * which general solvers hardly move at thousands of them; the answer is rounded many times at random, repaired to budgets, and the best
 * rounding counts. Their bounds are not reported: they hold within tolerances only.
 */
final class FullModel {
    private static final int ROUNDINGS = 200;
    /** Of the time, what the solver gets; the rest is for rounding. */
    private static final double SHARE = 0.95;

    private final Problem problem;
    private final ModelBuilder model = new ModelBuilder();
    private final Variable[] x;
    private final LinearExprBuilder objective = LinearExpr.newBuilder();

    private FullModel(Problem problem) {
        this.problem = problem;
        x = new Variable[problem.variableCount()];
    }

    /** Solves with the named solver of OR-Tools' model builder, until it is done or the session says stop. */
    static TerminationStatus run(String solver, Problem problem, SolveSession session) {
        if (session.tryEvaluate()) {
            session.offer(problem.lowerBounds());
        }
        if (session.shouldStop()) {
            return session.stopReason();
        }
        Loader.loadNativeLibraries();
        FullModel full = new FullModel(problem);
        full.write();
        if (session.shouldStop()) {
            // A limit of no time would be none.
            return session.stopReason();
        }
        double[] point = full.solve(solver, session);
        if (point.length == problem.variableCount() && !session.shouldStop()) {
            round(problem, point, session);
        }
        return session.shouldStop() ? session.stopReason() : TerminationStatus.LOCALLY_OPTIMAL;
    }

    private void write() {
        objective.add(problem.constant());
        for (int j = 0; j < x.length; j++) {
            x[j] = model.newNumVar(problem.lower(j), problem.upper(j), "");
            objective.addTerm(x[j], problem.linear(j));
        }
        SparseMatrix rows = problem.constraints().transpose();
        for (int i = 0; i < problem.constraintCount(); i++) {
            model.addLinearConstraint(row(rows, i, 0), problem.constraintLower(i), problem.constraintUpper(i));
        }
        problem.surrogate().ifPresent(f -> writeTrees((TreeEnsemble) f));
        model.maximize(objective.build());
    }

    private LinearExpr row(SparseMatrix rows, int i, double constant) {
        LinearExprBuilder sum = LinearExpr.newBuilder().add(constant);
        for (int p = rows.start(i); p < rows.start(i + 1); p++) {
            sum.addTerm(x[rows.row(p)], rows.value(p));
        }
        return sum.build();
    }

    private void writeTrees(TreeEnsemble trees) {
        Box box = RootBound.reachable(problem);
        List<NavigableMap<Double, Variable>> splits = new ArrayList<>();
        for (int f = 0; f < trees.dimension(); f++) {
            splits.add(new TreeMap<>());
        }
        for (int node = 0; node < trees.nodeCount(); node++) {
            double t = trees.integerThreshold(node);
            int f = trees.feature(node);
            if (t > box.lower(f) && t <= box.upper(f)) {
                splits.get(f).computeIfAbsent(t, key -> model.newBoolVar(""));
            }
        }
        SparseMatrix rows = problem.aggregates().transpose();
        for (int f = 0; f < splits.size(); f++) {
            if (!splits.get(f).isEmpty()) {
                link(row(rows, f, problem.offset(f)), splits.get(f), box.lower(f), box.upper(f));
            }
        }
        double unit = Math.scalb(1.0, -trees.fractionBits());
        objective.add(trees.fixedBase() * unit);
        Variable[] leaves = new Variable[trees.leafCount()];
        for (int leaf = 0; leaf < leaves.length; leaf++) {
            leaves[leaf] = model.newNumVar(0, 1, "");
            objective.addTerm(leaves[leaf], trees.fixedLeafValue(leaf) * unit);
        }
        for (int t = 0; t < trees.treeCount(); t++) {
            model.addEquality(sum(leaves, below(trees, trees.root(t))), 1);
        }
        for (int node = 0; node < trees.nodeCount(); node++) {
            double t = trees.integerThreshold(node);
            Variable split = splits.get(trees.feature(node)).get(t);
            LinearExpr left = sum(leaves, below(trees, trees.left(node)));
            LinearExpr right = sum(leaves, below(trees, trees.right(node)));
            if (split == null) {
                model.addLessOrEqual(t > box.upper(trees.feature(node)) ? right : left, 0);
            } else {
                model.addLessOrEqual(
                        LinearExpr.newBuilder().add(left).add(split).build(), 1);
                model.addLessOrEqual(right, split);
            }
        }
    }

    /** Ties an aggregate to its splits, each 1 where the aggregate is at least the threshold, and orders them. */
    private void link(LinearExpr row, NavigableMap<Double, Variable> splits, double least, double greatest) {
        Variable z = model.newNumVar(least, greatest, "");
        model.addEquality(row, z);
        LinearExprBuilder from = LinearExpr.newBuilder().add(least);
        LinearExprBuilder to = LinearExpr.newBuilder().add(splits.firstKey() - 1);
        double before = least;
        Variable last = null;
        for (Map.Entry<Double, Variable> split : splits.entrySet()) {
            double t = split.getKey();
            Double next = splits.higherKey(t);
            from.addTerm(split.getValue(), t - before);
            to.addTerm(split.getValue(), (next == null ? greatest + 1 : next) - t);
            if (last != null) {
                model.addLessOrEqual(split.getValue(), last);
            }
            before = t;
            last = split.getValue();
        }
        model.addLessOrEqual(from.build(), z);
        model.addLessOrEqual(z, to.build());
    }

    private static int[] below(TreeEnsemble trees, int child) {
        return child < 0
                ? new int[] {~child}
                : IntStream.range(trees.firstLeaf(child), trees.endLeaf(child)).toArray();
    }

    private static LinearExpr sum(Variable[] leaves, int[] which) {
        return LinearExpr.sum(Arrays.stream(which).mapToObj(l -> leaves[l]).toArray(Variable[]::new));
    }

    /** The solver's point; empty if it found none. */
    private double[] solve(String name, SolveSession session) {
        ModelSolver solver = new ModelSolver(name);
        if (session.options().timeLimit().isPresent()) {
            solver.setTimeLimit(Duration.ofNanos((long) (session.timeLeft().toNanos() * SHARE)));
        }
        Thread watch = new Thread(() -> interruptWhenStopped(solver, session), "allot-peer-stop");
        watch.setDaemon(true);
        watch.start();
        try {
            solver.solve(model);
        } finally {
            watch.interrupt();
        }
        return solver.hasSolution()
                ? Arrays.stream(x).mapToDouble(solver::getValue).toArray()
                : new double[0];
    }

    private static void interruptWhenStopped(ModelSolver solver, SolveSession session) {
        try {
            while (true) {
                Thread.sleep(20);
                if (session.shouldStop()) {
                    // Again and again, since a call before the native search has begun is lost.
                    solver.interruptSolve();
                }
            }
        } catch (InterruptedException ended) {
            // The solve is over.
        }
    }

    private static void round(Problem problem, double[] point, SolveSession session) {
        UnitFilling filling = new UnitFilling(problem);
        SplittableRandom random = session.random("rounding");
        boolean[] taken = new boolean[filling.size()];
        for (int k = 0; k < ROUNDINGS && session.tryEvaluate(); k++) {
            double[] rank = new double[filling.size()];
            double[] left = new double[point.length];
            Arrays.setAll(left, j -> point[j] - problem.lower(j));
            for (int unit = 0; unit < rank.length; unit++) {
                int j = filling.variable(unit);
                double share = Math.min(1, Math.max(0, left[j]));
                left[j]--;
                // Whole units first; then fractional ones by lot.
                rank[unit] = share > 1 - 1e-6 ? 2 : share > 1e-6 && random.nextDouble() < share ? share : 0;
            }
            int[] order = IntStream.range(0, rank.length)
                    .filter(u -> rank[u] > 0)
                    .boxed()
                    .sorted((a, b) -> Double.compare(rank[b], rank[a]))
                    .mapToInt(u -> u)
                    .toArray();
            session.offer(filling.fill(order, taken));
        }
    }
}
