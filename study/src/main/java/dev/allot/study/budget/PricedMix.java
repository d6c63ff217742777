package dev.allot.study.budget;

import java.util.Arrays;
import java.util.List;

/**
 * The best mix within a budget where gains are known and add up, instances being divisible: the linear relaxation of a multiple-choice
 * knapsack, solved by its one dual variable, the price of a unit of budget (Sinha and Zoltners, "The multiple-choice knapsack problem",
 * Operations Research 1979). At a price every instance goes to the source whose gain exceeds its cost the most; the price is the least at
 * which that keeps the budget.
 *
 * @param price what one more cost unit would gain; 0 where the budget does not bind
 * @param cost of the mix
 * @param shares of the instances of each class that each source labels: classes x sources, each row sums to 1
 */
record PricedMix(double price, double cost, double[][] shares) {
    private static final int HALVINGS = 40;

    /**
     * Solves by halving. O(classes x sources x 40).
     *
     * @param gains of one label, classes x sources
     * @param budget in cost units; the cheapest mix is taken if not even that keeps it
     */
    static PricedMix within(double budget, LinearGains worth, double[][] gains) {
        int[] free = choice(worth, gains, 0);
        double cost = cost(worth, free);
        if (cost <= budget) {
            return new PricedMix(0, cost, shares(worth, free, free, 0));
        }
        double low = 0;
        double high = greatest(gains) * 4 / worth.leastCostDifference();
        int[] dear = free;
        int[] cheap = choice(worth, gains, high);
        for (int i = 0; i < HALVINGS; i++) {
            double price = low + (high - low) / 2;
            int[] middle = choice(worth, gains, price);
            if (cost(worth, middle) <= budget) {
                high = price;
                cheap = middle;
            } else {
                low = price;
                dear = middle;
            }
        }
        double least = cost(worth, cheap);
        double most = cost(worth, dear);
        double part = most > least ? Math.max(0, Math.min(1, (budget - least) / (most - least))) : 0;
        return new PricedMix(high, least + part * (most - least), shares(worth, cheap, dear, part));
    }

    private static double greatest(double[][] gains) {
        return Arrays.stream(gains)
                .flatMapToDouble(Arrays::stream)
                .map(Math::abs)
                .max()
                .orElse(0);
    }

    /** Of equal sources the cheaper. */
    private static int[] choice(LinearGains worth, double[][] gains, double price) {
        int[] choice = new int[gains.length];
        for (int k = 0; k < choice.length; k++) {
            int best = -1;
            double most = Double.NEGATIVE_INFINITY;
            for (int s = 0; s < gains[k].length; s++) {
                double net = gains[k][s] - price * worth.cost(k, s);
                boolean better = net > most || net == most && worth.cost(k, s) < worth.cost(k, best);
                if (worth.allows(k, s) && better) {
                    best = s;
                    most = net;
                }
            }
            choice[k] = best;
        }
        return choice;
    }

    private static double cost(LinearGains worth, int[] choice) {
        double cost = 0;
        for (int k = 0; k < choice.length; k++) {
            cost += worth.size(k) * worth.cost(k, choice[k]);
        }
        return cost;
    }

    private static double[][] shares(LinearGains worth, int[] cheap, int[] dear, double part) {
        double[][] shares = new double[cheap.length][worth.sources()];
        for (int k = 0; k < cheap.length; k++) {
            shares[k][cheap[k]] += 1 - part;
            shares[k][dear[k]] += part;
        }
        return shares;
    }

    /** The mix's aggregates. */
    double[] aggregates(LinearGains worth, int width) {
        double[] aggregates = new double[width];
        for (int k = 0; k < shares.length; k++) {
            for (int s = 0; s < shares[k].length; s++) {
                worth.addTo(aggregates, k, s, worth.size(k) * shares[k][s]);
            }
        }
        return aggregates;
    }

    /** Labels by source, rounded. */
    List<Integer> labels(LinearGains worth) {
        double[] labels = new double[worth.sources()];
        for (int k = 0; k < shares.length; k++) {
            for (int s = 0; s < labels.length; s++) {
                labels[s] += worth.size(k) * shares[k][s];
            }
        }
        return Parts.rounded(labels);
    }

    /** Share of the instances that go to the same source here and there. */
    double agreement(PricedMix other, LinearGains worth) {
        double same = 0;
        double all = 0;
        for (int k = 0; k < shares.length; k++) {
            for (int s = 0; s < shares[k].length; s++) {
                same += worth.size(k) * Math.min(shares[k][s], other.shares[k][s]);
            }
            all += worth.size(k);
        }
        return same / all;
    }
}
