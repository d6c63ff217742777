package dev.allot.core.routing;

import dev.allot.core.feasibility.ActivityRegion;
import dev.allot.core.feasibility.RegionProgram;
import dev.allot.core.routing.Collision.Party;
import dev.allot.core.routing.Collision.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Finds out whether the constraints of a routing problem contradict each other, and which of them do: a Farkas proof from the linear
 * relaxation names the constraints that it needs, a deletion filter (Chinneck and Dravnieks 1991) drops those that it need not need, and one
 * more linear program for each that is left says what would make room.
 */
final class CollisionFinder {
    private static final List<Class<? extends RoutingConstraint>> FINE_FIRST = List.of(
            RoutingConstraint.FeatureTotal.class,
            RoutingConstraint.GroupCount.class,
            RoutingConstraint.RiskCeiling.class,
            RoutingConstraint.Spending.class);

    private final RoutingProblem problem;
    private final LoadTable table;
    private final List<ActivityRegion.Vertex> known = new ArrayList<>();

    private CollisionFinder(RoutingProblem problem) {
        this.problem = problem;
        table = LoadTable.of(problem, true);
    }

    /** A collision, if there is one that could be proven. */
    static Optional<Collision> find(RoutingProblem problem) {
        return problem.constraints().isEmpty() ? Optional.empty() : new CollisionFinder(problem).find();
    }

    private Optional<Collision> find() {
        boolean[] all = new boolean[table.constraintCount()];
        Arrays.fill(all, true);
        return refutation(all).map(this::collision);
    }

    private static RegionProgram program(LoadTable table, boolean[] kept, List<ActivityRegion.Vertex> known) {
        return new RegionProgram(table, kept, known, RegionProgram.MOST_PIVOTS);
    }

    private Optional<double[]> refutation(boolean[] kept) {
        return program(table, kept, known).refutation();
    }

    private Collision collision(double[] anyProof) {
        double[] proof = minimal(coarse(anyProof));
        boolean[] colliding = support(proof);
        List<Party> parties = new ArrayList<>();
        for (int i = 0; i < proof.length; i++) {
            if (colliding[i]) {
                Side side = proof[i] > 0 ? Side.CAP : Side.FLOOR;
                parties.add(new Party(problem.constraints().get(i), side, room(i, side, without(colliding, i))));
            }
        }
        return new Collision(parties, arePinsToBlame(colliding));
    }

    /** A proof without constraints of the finer kinds, as far as there is one: people look at those of the budget and the sources first. */
    private double[] coarse(double[] anyProof) {
        double[] proof = anyProof;
        boolean[] kept = new boolean[table.constraintCount()];
        Arrays.fill(kept, true);
        for (Class<?> kind : FINE_FIRST) {
            boolean[] fewer = kept.clone();
            for (int i = 0; i < fewer.length; i++) {
                fewer[i] &= !kind.isInstance(problem.constraints().get(i));
            }
            Optional<double[]> without = refutation(fewer);
            if (without.isPresent()) {
                kept = fewer;
                proof = without.get();
            }
        }
        return proof;
    }

    /** A proof from which no constraint can be dropped: tried one by one, going on with what the new proof needs wherever there is one. */
    private double[] minimal(double[] anyProof) {
        double[] proof = anyProof;
        for (int i = 0; i < proof.length; i++) {
            if (proof[i] != 0) {
                proof = refutation(without(support(proof), i)).orElse(proof);
            }
        }
        return proof;
    }

    private static boolean[] support(double[] proof) {
        boolean[] used = new boolean[proof.length];
        for (int i = 0; i < used.length; i++) {
            used[i] = proof[i] != 0;
        }
        return used;
    }

    private static boolean[] without(boolean[] set, int i) {
        boolean[] rest = set.clone();
        rest[i] = false;
        return rest;
    }

    private OptionalDouble room(int constraint, Side side, boolean[] others) {
        int sign = side == Side.CAP ? 1 : -1;
        OptionalDouble least = program(table, others, known).least(constraint, sign);
        return least.isPresent()
                ? OptionalDouble.of(0.0 + sign * roundedUp(least.getAsDouble(), isCount(constraint)))
                : OptionalDouble.empty();
    }

    private boolean isCount(int constraint) {
        RoutingConstraint c = problem.constraints().get(constraint);
        return c instanceof RoutingConstraint.SourceCount || c instanceof RoutingConstraint.GroupCount;
    }

    /** Rounds up to an integer, or to cents or four digits, unless that only shows the arithmetic's rounding. */
    private static double roundedUp(double value, boolean toInteger) {
        double magnitude = Math.abs(value);
        int decimals = magnitude >= 1 || magnitude == 0 ? 2 : 3 - (int) Math.floor(Math.log10(magnitude));
        return BigDecimal.valueOf(value - 1e-8 * Math.max(1, magnitude))
                .setScale(toInteger ? 0 : decimals, RoundingMode.CEILING)
                .doubleValue();
    }

    private boolean arePinsToBlame(boolean[] colliding) {
        for (int k = 0; k < problem.classCount(); k++) {
            if (problem.classTraits(k).pin() != null) {
                return program(LoadTable.of(problem, false), colliding, new ArrayList<>())
                        .refutation()
                        .isEmpty();
            }
        }
        return false;
    }
}
