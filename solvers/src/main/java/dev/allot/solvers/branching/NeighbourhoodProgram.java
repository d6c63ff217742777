package dev.allot.solvers.branching;

import dev.allot.core.model.LinearConstraint;
import dev.allot.core.model.Problem;
import dev.allot.core.model.ProblemBuilder;
import dev.allot.core.model.SparseMatrix;
import dev.allot.core.surrogate.TreeEnsemble;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A part of the search space as a linear program in which some variables move and the others stay: the split-order formulation of trees
 * (Mi&scaron;i&#263;, <i>Optimization of tree ensembles</i>, Operations Research 68, 2020). There is a choice for each threshold between the
 * part's cells, a weight for each leaf that the part reaches, and two rows for each aggregate that tie the choices to the variables. Up to a
 * constant its objective is the problem's, for points whose aggregates are not fractional or not at the common end of two cells.
 */
public final class NeighbourhoodProgram {
    private static final int[] NO_ROWS = {};
    private static final double[] NO_COEFFICIENTS = {};

    private final Problem problem;
    private final TreeEnsemble trees;
    private final Cells cells;
    private final Domain domain;
    private final int[] moving;
    private final double[] staying;
    private final boolean relaxed;
    private final double penalty;
    private final List<Integer> shortfalls = new ArrayList<>();
    private final ProblemBuilder builder = Problem.builder();
    /** By cell that is not its aggregate's first in the part: the variable that says whether the aggregate is in it or above. */
    private final int[] choice;
    /** By aggregate: its first row of two; -1 if it has none. */
    private final int[] tie;

    private final Problem program;
    private final int firstConstraint;
    private int variables;
    private int rows;

    /**
     * The program of a part.
     *
     * @param moving the variables that move
     * @param staying where the others stay, by variable
     * @param relaxed whether integers may be fractional, and constraints and cells that {@code staying} misses be missed at a price
     */
    NeighbourhoodProgram(Problem problem, Cells cells, Domain domain, int[] moving, double[] staying, boolean relaxed) {
        this.problem = problem;
        trees = (TreeEnsemble) problem.surrogate().orElseThrow();
        this.cells = cells;
        this.domain = domain;
        this.moving = moving.clone();
        this.staying = staying.clone();
        this.relaxed = relaxed;
        penalty = spread(trees);
        choice = new int[cells.size()];
        tie = new int[cells.aggregates()];
        for (int j : moving) {
            add(problem.isInteger(j), problem.lower(j), problem.upper(j), problem.linear(j));
        }
        addChoices();
        for (int t = 0; t < trees.treeCount(); t++) {
            addTree(trees.root(t));
        }
        firstConstraint = rows;
        addConstraints();
        addAggregates();
        program = builder.build();
    }

    /** The program: those variables that move, in their order, come first. */
    public Problem program() {
        return program;
    }

    /** The values of the problem's variables at a point of the program; integers may be fractional. */
    public double[] values(double[] point) {
        double[] values = staying.clone();
        for (int k = 0; k < moving.length; k++) {
            values[moving[k]] = point[k];
        }
        return values;
    }

    /** The same with integers rounded. */
    public double[] decode(double[] point) {
        double[] values = values(point);
        for (int j : moving) {
            values[j] = problem.isInteger(j) ? Math.rint(values[j]) : values[j];
        }
        return values;
    }

    /**
     * What each of the problem's variables would gain for a unit more, whether it moves or stays.
     *
     * @param duals what the program's objective gains with each unit of its constraints' sides, by constraint
     */
    public double[] reducedProfits(double[] duals) {
        double[] profits = new double[staying.length];
        SparseMatrix constraints = problem.constraints();
        SparseMatrix aggregates = problem.aggregates();
        for (int j = 0; j < profits.length; j++) {
            double profit = problem.linear(j);
            for (int p = constraints.start(j); p < constraints.start(j + 1); p++) {
                profit -= duals[firstConstraint + constraints.row(p)] * constraints.value(p);
            }
            for (int p = aggregates.start(j); p < aggregates.start(j + 1); p++) {
                int row = tie[aggregates.row(p)];
                profit -= row < 0 ? 0 : (duals[row] + duals[row + 1]) * aggregates.value(p);
            }
            profits[j] = profit;
        }
        return profits;
    }

    /** By how much a point of a relaxed program misses constraints and cells; 0 if it misses none. */
    public double shortfall(double[] point) {
        double sum = 0;
        for (int slack : shortfalls) {
            sum += point[slack];
        }
        return sum;
    }

    /** More than what one tie or constraint can be worth: all that the trees can gain. */
    private static double spread(TreeEnsemble trees) {
        double sum = 0;
        for (int t = 0; t < trees.treeCount(); t++) {
            sum += trees.spread(t);
        }
        return sum;
    }

    private int add(boolean isInteger, double lower, double upper, double worth) {
        if (isInteger && !relaxed) {
            builder.integer(lower, upper, worth);
        } else {
            builder.continuous(lower, upper, worth, NO_ROWS, NO_COEFFICIENTS);
        }
        return variables++;
    }

    private void addChoices() {
        for (int i = 0; i < cells.aggregates(); i++) {
            for (int k = domain.low(i) + 1; k <= domain.high(i); k++) {
                int here = add(true, 0, 1, 0);
                choice[cells.start(i) + k] = here;
                if (k > domain.low(i) + 1) {
                    Row order = new Row();
                    order.add(here, 1);
                    order.add(here - 1, -1);
                    order.constrain("order", Double.NEGATIVE_INFINITY, 0);
                }
            }
        }
    }

    private void addTree(int root) {
        Row leaves = new Row();
        addNode(root, leaves);
        leaves.constrain("leaves", 1, 1);
    }

    /** Adds the leaves below a node that the part reaches, to a row as well; those on one side of a split need the choice for that side. */
    private void addNode(int node, Row leaves) {
        if (node < 0) {
            leaves.add(add(false, 0, 1, trees.leafValue(~node)), 1);
            return;
        }
        int i = trees.feature(node);
        double threshold = problem.isIntegral(i) ? trees.integerThreshold(node) : trees.threshold(node);
        int least = cells.start(i) + domain.low(i);
        int most = cells.start(i) + domain.high(i);
        if (threshold <= cells.lower(least)) {
            addNode(trees.right(node), leaves);
        } else if (threshold > cells.lower(most)) {
            addNode(trees.left(node), leaves);
        } else {
            int isRight = choice[cells.start(i) + cells.find(i, threshold)];
            Row left = new Row();
            addNode(trees.left(node), left);
            leaves.addAll(left);
            left.add(isRight, 1);
            left.constrain("left", Double.NEGATIVE_INFINITY, 1);
            Row right = new Row();
            addNode(trees.right(node), right);
            leaves.addAll(right);
            right.add(isRight, -1);
            right.constrain("right", Double.NEGATIVE_INFINITY, 0);
        }
    }

    private void addConstraints() {
        double[] fixed = new double[problem.constraintCount()];
        double[] here = new double[fixed.length];
        List<Row> rows = rows(problem.constraints(), fixed, here);
        for (int i = 0; i < fixed.length; i++) {
            double lower = problem.constraintLower(i);
            double upper = problem.constraintUpper(i);
            addShortfall(rows.get(i), miss(here[i], lower, upper));
            rows.get(i).constrain(problem.constraintName(i), lower - fixed[i], upper - fixed[i]);
        }
    }

    private void addAggregates() {
        double[] fixed = new double[cells.aggregates()];
        Arrays.setAll(fixed, problem::offset);
        double[] here = fixed.clone();
        List<Row> rows = rows(problem.aggregates(), fixed, here);
        for (int i = 0; i < fixed.length; i++) {
            tie[i] = -1;
            if (cells.count(i) > 1) {
                tie[i] = this.rows;
                tie(i, rows.get(i), fixed[i], here[i]);
            }
        }
    }

    /** An aggregate lies between the ends of the cell that is chosen. */
    private void tie(int i, Row least, double fixed, double here) {
        int first = cells.start(i) + domain.low(i);
        int last = cells.start(i) + domain.high(i);
        Row most = new Row();
        most.addAll(least);
        addShortfall(least, miss(here, cells.lower(first), Double.POSITIVE_INFINITY));
        addShortfall(most, miss(here, Double.NEGATIVE_INFINITY, cells.upper(last)));
        for (int cell = first + 1; cell <= last; cell++) {
            least.add(choice[cell], cells.lower(cell - 1) - cells.lower(cell));
            most.add(choice[cell], cells.upper(cell - 1) - cells.upper(cell));
        }
        least.constrain("least", cells.lower(first) - fixed, Double.POSITIVE_INFINITY);
        most.constrain("most", Double.NEGATIVE_INFINITY, cells.upper(first) - fixed);
    }

    /** How much must be added to a number to bring it between two others. */
    private static double miss(double number, double lower, double upper) {
        return number < lower ? lower - number : number > upper ? upper - number : 0;
    }

    /** Lets a relaxed row be missed by as much as it is where all variables stay, so that there always is a point. */
    private void addShortfall(Row row, double miss) {
        if (relaxed && miss != 0) {
            int slack = add(false, 0, Math.abs(miss), -penalty);
            shortfalls.add(slack);
            row.add(slack, Math.signum(miss));
        }
    }

    /**
     * Rows of the variables that move.
     *
     * @param fixed what the others amount to is added to it, by row
     * @param here what all of them amount to where they would stay, likewise
     */
    private List<Row> rows(SparseMatrix columns, double[] fixed, double[] here) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < fixed.length; i++) {
            rows.add(new Row());
        }
        boolean[] moves = new boolean[staying.length];
        for (int k = 0; k < moving.length; k++) {
            int j = moving[k];
            moves[j] = true;
            for (int p = columns.start(j); p < columns.start(j + 1); p++) {
                rows.get(columns.row(p)).add(k, columns.value(p));
            }
        }
        for (int j = 0; j < staying.length; j++) {
            for (int p = columns.start(j); p < columns.start(j + 1); p++) {
                here[columns.row(p)] += columns.value(p) * staying[j];
                fixed[columns.row(p)] += moves[j] ? 0 : columns.value(p) * staying[j];
            }
        }
        return rows;
    }

    /** A row that grows until it is made a constraint. */
    private final class Row {
        private int[] in = new int[8];
        private double[] coefficients = new double[8];
        private int size;

        void add(int variable, double coefficient) {
            if (size == in.length) {
                in = Arrays.copyOf(in, 2 * size);
                coefficients = Arrays.copyOf(coefficients, 2 * size);
            }
            in[size] = variable;
            coefficients[size++] = coefficient;
        }

        void addAll(Row that) {
            for (int k = 0; k < that.size; k++) {
                add(that.in[k], that.coefficients[k]);
            }
        }

        void constrain(String name, double lower, double upper) {
            rows++;
            builder.constraint(new LinearConstraint(
                    name, lower, upper, Arrays.copyOf(in, size), Arrays.copyOf(coefficients, size)));
        }
    }
}
