package dev.allot.solvers.branching;

/**
 * What the latest rounds of the price search had in common at a node, in single precision to be kept with it: where to branch can be told
 * from it without another round. Immutable.
 *
 * @param weight of all rounds together; 0 if there was none
 * @param frequency by cell: the weight of the rounds in which it was its aggregate's best; not to be changed
 * @param aggregates of the vertices, summed up by the rounds' weights; not to be changed
 */
record RecentRounds(float weight, float[] frequency, float[] aggregates) {
    /** No round yet. */
    static RecentRounds none(Cells cells) {
        return new RecentRounds(0, new float[cells.size()], new float[cells.aggregates()]);
    }

    /** Share of the rounds in which a cell was its aggregate's best, from 0 to 1. */
    double frequency(int cell) {
        return weight == 0 ? 0 : frequency[cell] / weight;
    }

    /** Mean of aggregate {@code i} over the vertices; 0 if there was no round. */
    double meanAggregate(int i) {
        return weight == 0 ? 0 : aggregates[i] / weight;
    }
}
