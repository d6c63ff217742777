package dev.allot.core.testing;

import dev.allot.core.surrogate.Box;
import dev.allot.core.surrogate.RegressionTree;
import dev.allot.core.surrogate.TreeEnsemble;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Random regression trees that split where a given box can be crossed: at integers, at half-integers and at arbitrary floats, in ragged
 * depths from 0, with features repeated along a path.
 */
public final class RandomTrees {
    private static final int DEEPEST = 5;

    private RandomTrees() {}

    /** An ensemble of so many trees with thresholds within, or just outside, the box of its aggregates. */
    public static TreeEnsemble ensemble(SplittableRandom random, Box box, int trees) {
        List<RegressionTree> list = new ArrayList<>();
        for (int t = 0; t < trees; t++) {
            list.add(tree(random, box, random.nextInt(DEEPEST + 1)));
        }
        return TreeEnsemble.of(box.dimension(), (float) random.nextDouble(-1, 1), list);
    }

    /** One tree of at most the given depth. */
    public static RegressionTree tree(SplittableRandom random, Box box, int depth) {
        Nodes nodes = new Nodes();
        nodes.add(random, box, box.dimension() == 0 ? 0 : depth);
        return nodes.tree();
    }

    /** A threshold in or just outside an interval: an integer, a half-integer or any float. */
    static float threshold(SplittableRandom random, double lower, double upper) {
        double at = random.nextDouble(lower - 0.5, upper + 1.5);
        return switch (random.nextInt(3)) {
            case 0 -> (float) Math.rint(at);
            case 1 -> (float) (Math.floor(at) + 0.5);
            default -> (float) at;
        };
    }

    private static final class Nodes {
        private final List<Integer> left = new ArrayList<>();
        private final List<Integer> right = new ArrayList<>();
        private final List<Integer> feature = new ArrayList<>();
        private final List<Float> threshold = new ArrayList<>();
        private final List<Float> value = new ArrayList<>();

        int add(SplittableRandom random, Box box, int depth) {
            int node = left.size();
            left.add(-1);
            right.add(-1);
            feature.add(0);
            threshold.add(0f);
            value.add((float) random.nextDouble(-1, 1));
            boolean splits = depth > 0 && (node == 0 || random.nextInt(5) > 0);
            if (splits) {
                int f = random.nextInt(box.dimension());
                feature.set(node, f);
                threshold.set(node, RandomTrees.threshold(random, box.lower(f), box.upper(f)));
                left.set(node, add(random, box, depth - 1));
                right.set(node, add(random, box, depth - 1));
            }
            return node;
        }

        RegressionTree tree() {
            int n = left.size();
            int[] l = new int[n];
            int[] r = new int[n];
            int[] f = new int[n];
            float[] t = new float[n];
            boolean[] d = new boolean[n];
            float[] v = new float[n];
            for (int i = 0; i < n; i++) {
                l[i] = left.get(i);
                r[i] = right.get(i);
                f[i] = feature.get(i);
                t[i] = threshold.get(i);
                d[i] = i % 2 == 0;
                v[i] = value.get(i);
            }
            return new RegressionTree(l, r, f, t, d, v);
        }
    }
}
