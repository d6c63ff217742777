package dev.allot.datasets.generate;

/**
 * What to generate.
 *
 * @param size number of pairs, at least 1
 * @param seed of the draws; the truth behind them is the same for every seed. A larger set of the same seed starts with the smaller one
 * @param groups whether instances have a group: the field of their first subject
 * @param costs whether instances have a human cost of their own: 1 on average, more for longer texts and harder questions
 * @param risks whether instances have a risk, growing with their safety concern
 */
public record GeneratorSettings(int size, long seed, boolean groups, boolean costs, boolean risks) {
    public GeneratorSettings {
        if (size < 1) {
            throw new IllegalArgumentException("a set of " + size + " pairs; it needs at least 1");
        }
    }

    /** Features, labels and gold only. */
    public static GeneratorSettings of(int size, long seed) {
        return new GeneratorSettings(size, seed, false, false, false);
    }

    /** The same with a group for each instance. */
    public GeneratorSettings withGroups() {
        return new GeneratorSettings(size, seed, true, costs, risks);
    }

    /** The same with human costs by instance. */
    public GeneratorSettings withCosts() {
        return new GeneratorSettings(size, seed, groups, true, risks);
    }

    /** The same with risks. */
    public GeneratorSettings withRisks() {
        return new GeneratorSettings(size, seed, groups, costs, true);
    }
}
