package dev.allot.benchmarks.peers;

import dev.allot.core.model.Problem;
import dev.allot.core.model.SparseMatrix;
import dev.allot.core.solve.RootBound;
import dev.allot.core.solve.SolveSession;
import dev.allot.core.solve.TerminationStatus;
import dev.allot.core.surrogate.Box;
import dev.allot.core.surrogate.TreeEnsemble;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The whole problem as one mixed integer program of a general solver: Mišić's formulation (Operations Research 2020), a binary for each
 * distinct threshold of an aggregate, in order, and a continuous variable for each leaf. The problem's variables are continuous, without
 * which general solvers hardly move at thousands of them; the answer is rounded many times at random, repaired to budgets, and the best
 * rounding counts. Their bounds are not reported: they hold within tolerances only.
 */
final class FullModel {
    private static final int ROUNDINGS = 200;

    private final Problem problem;
    private final FullProgram program = new FullProgram();

    private FullModel(Problem problem) {
        this.problem = problem;
    }

    /** Solves with a general solver, until it is done or the session says stop. */
    static TerminationStatus run(GeneralSolver solver, Problem problem, SolveSession session) {
        if (session.tryEvaluate()) {
            session.offer(problem.lowerBounds());
        }
        if (session.shouldStop()) {
            return session.stopReason();
        }
        FullProgram program = of(problem);
        double[] point = session.shouldStop() ? new double[0] : solver.solve(program, session);
        if (point.length > 0 && !session.shouldStop()) {
            round(problem, Arrays.copyOf(point, problem.variableCount()), session);
        }
        return session.shouldStop() ? session.stopReason() : TerminationStatus.LOCALLY_OPTIMAL;
    }

    /** The formulation; the problem's variables are its first columns. */
    static FullProgram of(Problem problem) {
        FullModel model = new FullModel(problem);
        model.write();
        return model.program;
    }

    private void write() {
        program.addConstant(problem.constant());
        for (int j = 0; j < problem.variableCount(); j++) {
            program.column(problem.lower(j), problem.upper(j), false, problem.linear(j));
        }
        SparseMatrix rows = problem.constraints().transpose();
        for (int i = 0; i < problem.constraintCount(); i++) {
            Terms terms = new Terms().add(rows, i);
            row(problem.constraintLower(i), problem.constraintUpper(i), terms);
        }
        problem.surrogate().ifPresent(f -> writeTrees((TreeEnsemble) f));
    }

    private void row(double lower, double upper, Terms terms) {
        program.row(lower, upper, terms.columns(), terms.coefficients());
    }

    /** The left-hand side of a row. */
    private static final class Terms {
        private final IntStream.Builder columns = IntStream.builder();
        private final DoubleStream.Builder coefficients = DoubleStream.builder();

        Terms add(int column, double coefficient) {
            columns.add(column);
            coefficients.add(coefficient);
            return this;
        }

        Terms add(int[] all) {
            for (int column : all) {
                add(column, 1);
            }
            return this;
        }

        Terms add(SparseMatrix rows, int i) {
            for (int p = rows.start(i); p < rows.start(i + 1); p++) {
                add(rows.row(p), rows.value(p));
            }
            return this;
        }

        int[] columns() {
            return columns.build().toArray();
        }

        double[] coefficients() {
            return coefficients.build().toArray();
        }
    }

    private void writeTrees(TreeEnsemble trees) {
        Box box = RootBound.reachable(problem);
        List<NavigableMap<Double, Integer>> splits = new ArrayList<>();
        for (int f = 0; f < trees.dimension(); f++) {
            splits.add(new TreeMap<>());
        }
        for (int node = 0; node < trees.nodeCount(); node++) {
            double t = trees.integerThreshold(node);
            int f = trees.feature(node);
            if (t > box.lower(f) && t <= box.upper(f)) {
                splits.get(f).computeIfAbsent(t, key -> program.column(0, 1, true, 0));
            }
        }
        SparseMatrix rows = problem.aggregates().transpose();
        for (int f = 0; f < splits.size(); f++) {
            if (!splits.get(f).isEmpty()) {
                link(new Terms().add(rows, f), problem.offset(f), splits.get(f), box.lower(f), box.upper(f));
            }
        }
        double unit = Math.scalb(1.0, -trees.fractionBits());
        program.addConstant(trees.fixedBase() * unit);
        int[] leaves = new int[trees.leafCount()];
        for (int leaf = 0; leaf < leaves.length; leaf++) {
            leaves[leaf] = program.column(0, 1, false, trees.fixedLeafValue(leaf) * unit);
        }
        for (int t = 0; t < trees.treeCount(); t++) {
            row(1, 1, new Terms().add(below(trees, trees.root(t), leaves)));
        }
        for (int node = 0; node < trees.nodeCount(); node++) {
            double t = trees.integerThreshold(node);
            Integer split = splits.get(trees.feature(node)).get(t);
            Terms left = new Terms().add(below(trees, trees.left(node), leaves));
            Terms right = new Terms().add(below(trees, trees.right(node), leaves));
            if (split == null) {
                row(Double.NEGATIVE_INFINITY, 0, t > box.upper(trees.feature(node)) ? right : left);
            } else {
                row(Double.NEGATIVE_INFINITY, 1, left.add(split, 1));
                row(Double.NEGATIVE_INFINITY, 0, right.add(split, -1));
            }
        }
    }

    /** Ties an aggregate to its splits, each 1 where the aggregate is at least the threshold, and orders them. */
    private void link(
            Terms aggregate, double offset, NavigableMap<Double, Integer> splits, double least, double greatest) {
        int z = program.column(least, greatest, false, 0);
        row(-offset, -offset, aggregate.add(z, -1));
        Terms from = new Terms().add(z, -1);
        Terms to = new Terms().add(z, -1);
        double before = least;
        int last = -1;
        for (Map.Entry<Double, Integer> split : splits.entrySet()) {
            double t = split.getKey();
            Double next = splits.higherKey(t);
            from.add(split.getValue(), t - before);
            to.add(split.getValue(), (next == null ? greatest + 1 : next) - t);
            if (last >= 0) {
                row(
                        Double.NEGATIVE_INFINITY,
                        0,
                        new Terms().add(split.getValue(), 1).add(last, -1));
            }
            before = t;
            last = split.getValue();
        }
        row(Double.NEGATIVE_INFINITY, -least, from);
        row(1 - splits.firstKey(), Double.POSITIVE_INFINITY, to);
    }

    private static int[] below(TreeEnsemble trees, int child, int[] leaves) {
        return child < 0
                ? new int[] {leaves[~child]}
                : IntStream.range(trees.firstLeaf(child), trees.endLeaf(child))
                        .map(leaf -> leaves[leaf])
                        .toArray();
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
