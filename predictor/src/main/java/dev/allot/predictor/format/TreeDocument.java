package dev.allot.predictor.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.allot.core.surrogate.RegressionTree;
import dev.allot.core.surrogate.TreeEnsemble;
import java.util.Arrays;

/** One tree of an {@link XGBoostDocument}: parallel arrays by node, the root first. */
final class TreeDocument {
    /** Deeper trees are refused: walking them takes recursion. */
    private static final int MOST_LEVELS = 1_000;

    private TreeDocument() {}

    static RegressionTree read(Fields tree, int width) throws ModelFormatException {
        int[] left = tree.integers("left_children");
        int n = left.length;
        if (n == 0) {
            throw tree.refused("left_children", "is empty; a tree has a root");
        }
        int[] right = sized(tree, "right_children", tree.integers("right_children"), n);
        int[] feature = sized(tree, "split_indices", tree.integers("split_indices"), n);
        float[] condition = tree.floats("split_conditions");
        requireSize(tree, "split_conditions", condition.length, n);
        boolean[] defaultLeft = tree.flags("default_left");
        requireSize(tree, "default_left", defaultLeft.length, n);
        if (tree.has("split_type") && Arrays.stream(tree.integers("split_type")).anyMatch(type -> type != 0)) {
            throw tree.refused("split_type", "has categorical splits; only numerical ones are supported");
        }
        Fields parameters = tree.object("tree_param");
        if (parameters.has("size_leaf_vector") && parameters.integer("size_leaf_vector") > 1) {
            throw parameters.refused("size_leaf_vector", "is more than 1; only models of one output are supported");
        }

        int[] order = reachable(tree, left, right);
        int size = order.length;
        if (parameters.has("num_deleted") && parameters.integer("num_deleted") != n - size) {
            throw tree.refused("left_children", (n - size) + " nodes cannot be reached from the root");
        }
        int[] place = new int[n];
        for (int i = 0; i < size; i++) {
            place[order[i]] = i;
        }
        int[] newLeft = new int[size];
        int[] newRight = new int[size];
        int[] newFeature = new int[size];
        float[] newCondition = new float[size];
        boolean[] newDefault = new boolean[size];
        for (int i = 0; i < size; i++) {
            int node = order[i];
            boolean leaf = left[node] == -1;
            newLeft[i] = leaf ? -1 : place[left[node]];
            newRight[i] = leaf ? -1 : place[right[node]];
            newFeature[i] = leaf ? 0 : feature[node];
            newCondition[i] = condition[node];
            newDefault[i] = defaultLeft[node];
            if (!leaf && (newFeature[i] < 0 || newFeature[i] >= width)) {
                throw tree.refused(
                        "split_indices[" + node + "]", "is " + feature[node] + "; there are " + width + " features");
            }
            if (leaf ? !Float.isFinite(condition[node]) : Float.isNaN(condition[node])) {
                throw tree.refused("split_conditions[" + node + "]", "is " + condition[node]);
            }
        }
        return new RegressionTree(newLeft, newRight, newFeature, newCondition, newDefault, newCondition);
    }

    private static int[] sized(Fields tree, String field, int[] values, int n) throws ModelFormatException {
        requireSize(tree, field, values.length, n);
        return values;
    }

    private static void requireSize(Fields tree, String field, int size, int n) throws ModelFormatException {
        if (size != n) {
            throw tree.refused(field, "has " + size + " entries for " + n + " nodes");
        }
    }

    /** The nodes below the root, parents first. Pruning leaves others behind, which are not part of the tree. */
    private static int[] reachable(Fields tree, int[] left, int[] right) throws ModelFormatException {
        int n = left.length;
        boolean[] seen = new boolean[n];
        int[] level = new int[n];
        int[] order = new int[n];
        seen[0] = true;
        int size = 1;
        for (int i = 0; i < size; i++) {
            int node = order[i];
            if ((left[node] == -1) != (right[node] == -1)) {
                throw tree.refused("left_children[" + node + "]", "belongs to a node with one child");
            }
            if (left[node] == -1) {
                continue;
            }
            for (int child : new int[] {left[node], right[node]}) {
                if (child < 0 || child >= n) {
                    throw tree.refused("left_children", "or right_children has node " + child + " of " + n);
                }
                if (seen[child]) {
                    throw tree.refused("left_children", "and right_children reach node " + child + " twice");
                }
                seen[child] = true;
                level[child] = level[node] + 1;
                order[size++] = child;
            }
            if (level[node] >= MOST_LEVELS) {
                throw tree.refused("left_children", "is more than " + MOST_LEVELS + " levels deep");
            }
        }
        return Arrays.copyOf(order, size);
    }

    static JsonNode write(TreeEnsemble trees, int treeIndex, int noParent) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        ArrayNode baseWeights = tree.putArray("base_weights");
        tree.putArray("categories");
        tree.putArray("categories_nodes");
        tree.putArray("categories_segments");
        tree.putArray("categories_sizes");
        ArrayNode defaultLeft = tree.putArray("default_left");
        tree.put("id", treeIndex);
        ArrayNode left = tree.putArray("left_children");
        ArrayNode lossChanges = tree.putArray("loss_changes");
        ArrayNode parents = tree.putArray("parents");
        ArrayNode right = tree.putArray("right_children");
        ArrayNode conditions = tree.putArray("split_conditions");
        ArrayNode features = tree.putArray("split_indices");
        ArrayNode types = tree.putArray("split_type");
        ArrayNode hessians = tree.putArray("sum_hessian");

        // Breadth first: children are numbered as their parent is written.
        Breadth breadth = new Breadth(trees.root(treeIndex));
        for (int i = 0; i < breadth.size; i++) {
            int node = breadth.nodes[i];
            boolean leaf = node < 0;
            int firstChild = leaf ? -1 : breadth.add(i, trees.left(node), trees.right(node));
            left.add(firstChild);
            right.add(leaf ? -1 : firstChild + 1);
            parents.add(breadth.parents[i] < 0 ? noParent : breadth.parents[i]);
            conditions.add(leaf ? trees.leafValue(~node) : singleThreshold(trees.threshold(node)));
            features.add(leaf ? 0 : trees.feature(node));
            defaultLeft.add(!leaf && trees.defaultLeft(node) ? 1 : 0);
            baseWeights.add(leaf ? trees.leafValue(~node) : 0f);
            lossChanges.add(0f);
            types.add(0);
            hessians.add(0f);
        }
        ObjectNode parameters = tree.putObject("tree_param");
        parameters.put("num_deleted", "0");
        parameters.put("num_feature", Integer.toString(trees.dimension()));
        parameters.put("num_nodes", Integer.toString(breadth.size));
        parameters.put("size_leaf_vector", "1");
        return tree;
    }

    /** The float that the ensemble's double threshold stands for: that double is the least that rounds to it. */
    private static float singleThreshold(double threshold) {
        return (float) threshold + 0f; // adding zero turns -0 into 0
    }

    /** A growing queue of nodes with their parents' positions. */
    private static final class Breadth {
        int[] nodes = new int[64];
        int[] parents = new int[64];
        int size = 1;

        Breadth(int root) {
            nodes[0] = root;
            parents[0] = -1;
        }

        int add(int parent, int left, int right) {
            if (size + 2 > nodes.length) {
                nodes = Arrays.copyOf(nodes, 2 * nodes.length);
                parents = Arrays.copyOf(parents, 2 * parents.length);
            }
            nodes[size] = left;
            nodes[size + 1] = right;
            parents[size] = parent;
            parents[size + 1] = parent;
            size += 2;
            return size - 2;
        }
    }
}
