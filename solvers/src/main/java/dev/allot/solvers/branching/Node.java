package dev.allot.solvers.branching;

/**
 * An open part of the search space.
 *
 * @param domain the cells that it spans; not to be changed
 * @param bound no feasible point in it is better
 * @param multipliers where the dual search for its children starts
 * @param recent what the latest rounds here, and above, had in common
 * @param depth number of branchings above it
 */
record Node(Domain domain, double bound, Multipliers multipliers, RecentRounds recent, int depth) {
    Node child(int aggregate, int cell, boolean below) {
        return new Node(domain.half(aggregate, cell, below), bound, multipliers, recent, depth + 1);
    }
}
