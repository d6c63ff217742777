package dev.allot.study.design;

import dev.allot.core.routing.Routing;
import dev.allot.core.routing.RoutingProblem;
import dev.allot.predictor.PositiveDefinite;
import dev.allot.predictor.TrainingTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Mixes that tell most: each is chosen so that its evaluation is expected to reduce an {@link Optimality} the most, given all mixes before it;
 * by default the squared error of all instances' gains. From random starts, the mix that a linear approximation of the criterion ranks best
 * is taken until the criterion no longer grows: exact steps where it is convex in the mix, as for the volume and for all where noise is large
 * beside what is not known. The covariance follows by rank-one updates. Scores play a part through the noise and prior that they make likely.
 *
 * <p>Once there are scores to learn from, every so many mixes one is a pilot: the mix of the greatest expected score within one of the
 * budgets of interest, which take turns. What a predictor promises of the mixes that are chosen by it goes furthest beyond all that was
 * evaluated; where it is wrong there, only the evaluation of such mixes tells.
 *
 * @param optimality what is kept small
 * @param starts random starts of the ascent for each mix, at least 1
 * @param learnFrom number of scores from which on they set noise and prior; before, the best mix is taken to score some noise deviations
 *     above a random one
 * @param pilotEvery one in so many mixes is a pilot, at least 2
 * @param earlier what is known before, in tables whose features are the aggregates of the problem in their order: mixes are chosen where they
 *     say nothing
 */
public record InformationDesign(
        Optimality optimality, int starts, int learnFrom, int pilotEvery, List<TrainingTable> earlier)
        implements MixDesign {
    private static final int MOST_STEPS = 30;
    private static final double LEAST_GROWTH = 1e-4;

    /** For the instances' gains, with the defaults. */
    public InformationDesign() {
        this(Optimality.GAINS);
    }

    /** With the defaults. */
    public InformationDesign(Optimality optimality) {
        this(optimality, 4, 40, 10, List.of());
    }

    /** For the instances' gains. */
    public InformationDesign(int starts, int learnFrom, int pilotEvery) {
        this(Optimality.GAINS, starts, learnFrom, pilotEvery, List.of());
    }

    /** Checks the ranges. */
    public InformationDesign {
        earlier = List.copyOf(earlier);
        if (starts < 1 || learnFrom < 2 || pilotEvery < 2) {
            throw new IllegalArgumentException(
                    "at least 1 start, 2 scores to learn from and 2 mixes for each pilot, not " + starts + ", "
                            + learnFrom + " and " + pilotEvery);
        }
    }

    @Override
    public String id() {
        return optimality.id();
    }

    @Override
    public InformationDesign knowing(List<TrainingTable> tables) {
        return new InformationDesign(optimality, starts, learnFrom, pilotEvery, tables);
    }

    @Override
    public List<Routing> propose(
            RoutingProblem problem, List<Double> shares, List<TriedMix> tried, int count, SplittableRandom random) {
        PricedMixes mixes = PricedMixes.of(problem, shares);
        Knowledge knowledge = Knowledge.of(mixes.free(), tried, learnFrom, earlier);
        double[][] importance = optimality.importance(mixes, knowledge, random);
        Set<Routing> known = new HashSet<>();
        tried.forEach(mix -> known.add(mix.routing()));
        int before = TriedMixes.chosen(tried);
        List<Routing> chosen = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Routing next = pilot(problem, shares, knowledge, before + i)
                    .filter(mix -> !known.contains(mix))
                    .orElseGet(() -> next(mixes.free(), knowledge, importance, known, random));
            knowledge.evaluated(mixes.free().aggregates(next));
            known.add(next);
            chosen.add(next);
        }
        return chosen;
    }

    @Override
    public boolean isPilot(int number) {
        return number >= learnFrom && isTurnOfPilot(number);
    }

    private boolean isTurnOfPilot(int number) {
        return number % pilotEvery == pilotEvery - 1;
    }

    /** The mix of that number, from 0, if it is a pilot. */
    private Optional<Routing> pilot(RoutingProblem problem, List<Double> shares, Knowledge knowledge, int number) {
        if (!isTurnOfPilot(number) || shares.isEmpty()) {
            return Optional.empty();
        }
        double share = shares.get(number / pilotEvery % shares.size());
        return knowledge.expected().flatMap(expected -> BestMix.within(problem, share, expected));
    }

    /** The most telling mix found; only one that is not known yet tells anything, if there is one. */
    private Routing next(
            RankedMixes mixes,
            Knowledge knowledge,
            double[][] importance,
            Set<Routing> known,
            SplittableRandom random) {
        Criterion criterion = knowledge.criterion(optimality.weighted(knowledge, importance));
        Routing best = null;
        double most = Double.NEGATIVE_INFINITY;
        double[][] root = PositiveDefinite.cholesky(knowledge.covariance());
        for (int start = 0; start < starts; start++) {
            double[] weights = start % 2 == 0 ? Knowledge.spread(root, random) : sparse(knowledge.covariance(), random);
            double[] at = null;
            double value = Double.NEGATIVE_INFINITY;
            for (int step = 0; step < MOST_STEPS; step++) {
                double[] mix = mixes.values(mixes.ranks(weights), true);
                double[] away = knowledge.away(mixes.problem().aggregatesAt(mix));
                double next = criterion.value(away);
                if (!(next > value * (1 + LEAST_GROWTH))) {
                    break;
                }
                value = next;
                at = mix;
                weights = criterion.gradient(away);
            }
            if (at != null && value > most) {
                Routing found = mixes.routing(at);
                if (!known.contains(found)) {
                    most = value;
                    best = found;
                }
            }
        }
        for (int i = 0; best == null || known.contains(best) && i < MOST_STEPS; i++) {
            best = mixes.take(mixes.ranks(Knowledge.spread(root, random)), true);
        }
        return best;
    }

    /** A direction of a few features: mixes that split the set by one of them tell more of it than those that split by all at once. */
    private static double[] sparse(double[][] covariance, SplittableRandom random) {
        double[] weights = new double[covariance.length];
        int features = 1 + random.nextInt(4);
        for (int i = 0; i < features; i++) {
            int k = random.nextInt(weights.length);
            weights[k] += random.nextGaussian() * Math.sqrt(covariance[k][k]);
        }
        for (int k = 0; k < weights.length; k++) {
            weights[k] += 1e-3 * random.nextGaussian() * Math.sqrt(covariance[k][k]);
        }
        return weights;
    }
}
