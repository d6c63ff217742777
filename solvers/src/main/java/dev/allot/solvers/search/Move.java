package dev.allot.solvers.search;

import dev.allot.core.score.ScoreState;
import java.util.Arrays;

/** A compound move: new values for some variables. Mutable, reused from proposal to proposal so that a search allocates nothing. */
public final class Move {
    private int[] variables = new int[16];
    private double[] targets = new double[16];
    private int size;

    /** Number of variables that it changes. */
    public int size() {
        return size;
    }

    /** The variable changed at a position. */
    public int variable(int at) {
        return variables[at];
    }

    /** The new value at a position. */
    public double target(int at) {
        return targets[at];
    }

    /** Makes the move. */
    void applyTo(ScoreState state) {
        state.set(variables, targets, size);
    }

    void clear() {
        size = 0;
    }

    void add(int variable, double target) {
        if (size == variables.length) {
            variables = Arrays.copyOf(variables, 2 * size);
            targets = Arrays.copyOf(targets, 2 * size);
        }
        variables[size] = variable;
        targets[size++] = target;
    }

    /** Position of a variable, or -1. */
    int find(int variable) {
        for (int k = 0; k < size; k++) {
            if (variables[k] == variable) {
                return k;
            }
        }
        return -1;
    }
}
