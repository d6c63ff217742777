package dev.allot.solvers.search;

import dev.allot.core.model.Problem;
import dev.allot.core.model.SparseMatrix;
import java.util.Arrays;

/**
 * Groups of variables of which each can take all that the group has: the sources of one class of instances, tied by "one source each".
 * Recognised by their constraint, {@code x1 + x2 + ... <= u} where every variable that can move has the range {@code 0..u}. Every variable
 * is in one group; most problems have only groups of one.
 */
public final class Alternatives {
    private final int[] groupOf;
    private final int[] start;
    private final int[] members;
    private final boolean[] tie;

    /** The groups of a problem; O(nonzeros). */
    public Alternatives(ConstraintRows constraints) {
        Problem problem = constraints.problem();
        SparseMatrix rows = constraints.byConstraint();
        int n = problem.variableCount();
        groupOf = new int[n];
        Arrays.fill(groupOf, -1);
        tie = new boolean[rows.columns()];
        int groups = 0;
        for (int i = 0; i < rows.columns(); i++) {
            if (ties(problem, rows, i)) {
                tie[i] = true;
                for (int p = rows.start(i); p < rows.start(i + 1); p++) {
                    groupOf[rows.row(p)] = groups;
                }
                groups++;
            }
        }
        for (int j = 0; j < n; j++) {
            if (groupOf[j] < 0) {
                groupOf[j] = groups++;
            }
        }
        start = new int[groups + 1];
        for (int g : groupOf) {
            start[g + 1]++;
        }
        for (int g = 0; g < groups; g++) {
            start[g + 1] += start[g];
        }
        members = new int[n];
        int[] next = start.clone();
        for (int j = 0; j < n; j++) {
            members[next[groupOf[j]]++] = j;
        }
    }

    private boolean ties(Problem problem, SparseMatrix rows, int i) {
        double limit = problem.constraintUpper(i);
        if (rows.start(i + 1) - rows.start(i) < 2 || !(problem.constraintLower(i) <= 0)) {
            return false;
        }
        for (int p = rows.start(i); p < rows.start(i + 1); p++) {
            int j = rows.row(p);
            boolean whole = problem.lower(j) == 0 && problem.upper(j) == limit;
            boolean fixed = problem.lower(j) == problem.upper(j);
            if (rows.value(p) != 1 || !whole && !fixed || groupOf[j] >= 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether a constraint is one that ties the variables of a group. */
    public boolean isTie(int constraint) {
        return tie[constraint];
    }

    /** Number of groups. */
    public int groups() {
        return start.length - 1;
    }

    /** The group of a variable. */
    public int groupOf(int variable) {
        return groupOf[variable];
    }

    /** Number of variables of a group. */
    public int size(int group) {
        return start[group + 1] - start[group];
    }

    /** Variable {@code k} of a group. */
    public int member(int group, int k) {
        return members[start[group] + k];
    }
}
