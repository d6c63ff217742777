package dev.allot.core.feasibility;

import dev.allot.core.feasibility.ActivityRegion.Vertex;
import dev.allot.core.feasibility.RevisedSimplex.Column;
import dev.allot.core.surrogate.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * A linear program over an {@link ActivityRegion}: is there a point that keeps some of the constraints, and if so, how little or how much
 * activity can another have?
 *
 * <p>A point is a convex combination of vertices, so the program has a row for each side that can bind and one that makes the weights sum to
 * 1, and a column for each vertex; these are generated as they are needed, since the vertex of least reduced cost is found by looking
 * (Dantzig and Wolfe 1960). Each such pricing also gives a bound: for the first question a proof that there is no such point, if there is
 * none, for the second a limit that holds whether or not the search was brought to its end.
 */
public final class RegionProgram {
    /** Effort that is enough for any problem people state. */
    public static final int MOST_PIVOTS = 20_000;

    /** A known column must gain this much, or a new one is priced. */
    private static final double WORTHWHILE = 1e-9;

    private static final double OPTIMAL = 1e-12;
    private static final double FEASIBLE = 1e-13;
    /** Multipliers so much smaller than the largest are noise, if the proof holds without them. */
    private static final double NOISE = 1e-7;

    private final ActivityRegion region;
    private final List<Vertex> known;
    private final int mostPivots;
    private final List<Row> rows = new ArrayList<>();

    /** One side of a constraint as {@code (sign * activity - shift) / scale <= limit}; the left side is in 0..1. */
    private record Row(int constraint, int sign, double shift, double scale, double limit) {
        double of(double[] activities) {
            return (sign * activities[constraint] - shift) / scale;
        }
    }

    /**
     * A program with the constraints for which {@code kept} says so.
     *
     * @param known vertices that programs over this region have met, to which this one adds: they are looked through before a new one is
     *     priced
     * @param mostPivots of the simplex method, before the search ends without an answer; with 0 constraints are looked at one by one only
     */
    public RegionProgram(ActivityRegion region, boolean[] kept, List<Vertex> known, int mostPivots) {
        this.region = region;
        this.known = known;
        this.mostPivots = mostPivots;
        for (int i = 0; i < kept.length; i++) {
            if (kept[i]) {
                addRow(i, 1, region.upper(i));
                addRow(i, -1, -region.lower(i));
            }
        }
    }

    private void addRow(int constraint, int sign, double limit) {
        Row row = scaled(constraint, sign, limit);
        if (row.limit < 1) {
            rows.add(row);
        }
    }

    private Row scaled(int constraint, int sign, double limit) {
        Interval range = region.range(constraint);
        double shift = sign > 0 ? range.lower() : -range.upper();
        double width = range.upper() - range.lower();
        // An activity that no point changes is kept by all or none; of the latter no more than the sign is needed.
        double scale = width > 0 ? width : Math.max(1, Math.abs(range.lower()));
        return new Row(constraint, sign, shift, scale, (limit - shift) / scale);
    }

    /**
     * Multipliers that prove that no point keeps the constraints, as {@link ActivityRegion#refutes} takes them; empty if there is such a point, or
     * if nothing could be proven.
     */
    public Optional<double[]> refutation() {
        for (Row row : rows) {
            double[] single = new double[region.constraintCount()];
            single[row.constraint] = row.sign;
            if (row.limit < 0 && refutes(single)) {
                return Optional.of(single);
            }
        }
        return mostPivots == 0 || rows.isEmpty() ? Optional.empty() : new Search().refutation();
    }

    /**
     * The least value of {@code sign * activity} of a constraint over all points that keep the program's constraints, or a little less.
     * Empty if no such point was found.
     */
    public OptionalDouble least(int constraint, int sign) {
        Row target = scaled(constraint, sign, 0);
        Search search = new Search(target);
        if (search.refutation().isPresent() || !search.isFeasible()) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(target.shift + target.scale * search.minimise());
    }

    private boolean refutes(double[] weights) {
        return region.refutes(weights, region.cheapest(weights));
    }

    /** One run of the simplex method; the last row of its program is that of the weights. */
    private final class Search {
        private final Row target;
        private final RevisedSimplex simplex;
        private final List<Column> columns = new ArrayList<>();

        Search() {
            this(new Row(0, 0, 0, 1, 0));
        }

        Search(Row target) {
            this.target = target;
            double[] everything = new double[region.constraintCount()];
            for (Row row : rows) {
                everything[row.constraint] += row.sign / row.scale;
            }
            known.forEach(vertex -> columns.add(column(vertex)));
            Vertex start = region.cheapest(everything);
            int n = rows.size() + 1;
            double[] rhs = new double[n];
            Column[] basis = new Column[n];
            for (int r = 0; r < rows.size(); r++) {
                rhs[r] = rows.get(r).limit;
                boolean kept = rows.get(r).of(start.activities()) <= rhs[r];
                basis[r] = kept ? slack(r) : excess(r);
            }
            rhs[n - 1] = 1;
            basis[n - 1] = column(start);
            simplex = new RevisedSimplex(rhs, basis);
        }

        private Column slack(int row) {
            double[] entries = new double[rows.size() + 1];
            entries[row] = 1;
            return new Column(entries, 0, 0);
        }

        private Column excess(int row) {
            double[] entries = new double[rows.size() + 1];
            entries[row] = -1;
            return new Column(entries, 1, 0);
        }

        private Column column(Vertex vertex) {
            double[] entries = new double[rows.size() + 1];
            for (int r = 0; r < rows.size(); r++) {
                entries[r] = rows.get(r).of(vertex.activities());
            }
            entries[rows.size()] = 1;
            return new Column(entries, 0, target.of(vertex.activities()));
        }

        private Column learn(Vertex vertex) {
            known.add(vertex);
            Column column = column(vertex);
            columns.add(column);
            return column;
        }

        /** The known column of least reduced cost, if that would help. */
        private Optional<Column> known(ToDoubleFunction<Column> cost, double[] duals) {
            Column best = null;
            double least = -WORTHWHILE;
            for (Column column : columns) {
                double reduced = reduced(column, cost.applyAsDouble(column), duals);
                if (reduced < least) {
                    least = reduced;
                    best = column;
                }
            }
            return Optional.ofNullable(best);
        }

        boolean isFeasible() {
            return simplex.objective(Column::infeasibility) <= FEASIBLE;
        }

        /** Minimises the sum of excesses until it is 0 or proven not to get there. */
        Optional<double[]> refutation() {
            for (int pivots = 0; pivots < mostPivots && !isFeasible(); pivots++) {
                double[] duals = simplex.duals(Column::infeasibility);
                Optional<Column> cheap = slackOrExcess(duals).or(() -> known(Column::infeasibility, duals));
                if (cheap.isEmpty()) {
                    double[] weights = weights(duals, 0);
                    Vertex vertex = region.cheapest(weights);
                    if (region.refutes(weights, vertex)) {
                        return Optional.of(withoutNoise(weights));
                    }
                    Column column = learn(vertex);
                    if (reduced(column, column.infeasibility(), duals) > -OPTIMAL) {
                        return Optional.empty();
                    }
                    cheap = Optional.of(column);
                }
                if (!simplex.enter(cheap.get())) {
                    return Optional.empty();
                }
            }
            return Optional.empty();
        }

        /** Minimises the target from a feasible basis; returns the best bound, scaled as the target is. */
        double minimise() {
            for (int r = 0; r <= rows.size(); r++) {
                if (simplex.column(r).infeasibility() > 0) {
                    simplex.turn(r);
                }
            }
            double best = Double.NEGATIVE_INFINITY;
            for (int pivots = 0; pivots < mostPivots; pivots++) {
                double[] duals = simplex.duals(Column::cost);
                Optional<Column> cheap = slack(duals).or(() -> known(Column::cost, duals));
                if (cheap.isEmpty()) {
                    Column column = learn(region.cheapest(weights(duals, 1)));
                    double below = reduced(column, column.cost(), duals);
                    // The value of the duals, less by what the weights' row can still gain.
                    best = Math.max(best, simplex.objective(Column::cost) + Math.min(0, below));
                    if (below > -OPTIMAL) {
                        return best;
                    }
                    cheap = Optional.of(column);
                }
                if (!simplex.enter(cheap.get())) {
                    return best;
                }
            }
            return best;
        }

        /** Weights of the constraints' activities for which the cheapest vertex is the column of least reduced cost. */
        private double[] weights(double[] duals, double ofTarget) {
            double[] weights = new double[region.constraintCount()];
            for (int r = 0; r < rows.size(); r++) {
                Row row = rows.get(r);
                weights[row.constraint] += Math.max(0, -duals[r]) * row.sign / row.scale;
            }
            weights[target.constraint] += ofTarget * target.sign / target.scale;
            return weights;
        }

        private static double reduced(Column column, double cost, double[] duals) {
            double sum = cost;
            for (int r = 0; r < duals.length; r++) {
                sum -= duals[r] * column.entries()[r];
            }
            return sum;
        }

        private Optional<Column> slackOrExcess(double[] duals) {
            Optional<Column> slack = slack(duals);
            if (slack.isPresent()) {
                return slack;
            }
            for (int r = 0; r < rows.size(); r++) {
                if (1 + duals[r] < -OPTIMAL) {
                    return Optional.of(excess(r));
                }
            }
            return Optional.empty();
        }

        private Optional<Column> slack(double[] duals) {
            int best = -1;
            for (int r = 0; r < rows.size(); r++) {
                if (duals[r] > OPTIMAL && (best < 0 || duals[r] > duals[best])) {
                    best = r;
                }
            }
            return best < 0 ? Optional.empty() : Optional.of(slack(best));
        }

        private double[] withoutNoise(double[] weights) {
            double[] scaled = new double[weights.length];
            double largest = 0;
            for (Row row : rows) {
                scaled[row.constraint] = Math.abs(weights[row.constraint]) * row.scale;
                largest = Math.max(largest, scaled[row.constraint]);
            }
            double[] clean = weights.clone();
            for (int i = 0; i < clean.length; i++) {
                clean[i] = scaled[i] < NOISE * largest ? 0 : clean[i];
            }
            return refutes(clean) ? clean : weights;
        }
    }
}
