package dev.allot.datasets.generate;

/**
 * What a good response takes, which depends on the prompt: each skill has a direction of its own in the space of the base features (length,
 * grounding, caution, structure), and a reward model must learn each.
 */
enum Skill {
    /** Delicate prompts: help, and do not refuse. */
    SAFETY(-0.2, 0.6, -1.3, 0.1),
    /** Computing, mathematics and engineering: right and well laid out. */
    TECHNICAL(-0.2, 1.3, -0.3, 0.6),
    /** Expert questions of other fields: well grounded, with its caveats, not dressed up. */
    EXPERT(0.4, 1.2, 0.6, -0.5),
    /** Open prompts of the arts: free of the prompt's words, and of lists. */
    CREATIVE(0.3, -0.9, -0.5, -1.0),
    /** Closed questions: the fact, briefly. */
    FACTUAL(-1.0, 1.1, 0.1, 0.0),
    /** All the rest: thorough and well arranged. */
    GENERAL(0.1, 0.9, -0.4, 0.7);

    private final double[] weights;

    Skill(double... weights) {
        this.weights = weights;
    }

    /** The skill that a prompt calls for; the first that fits. */
    static Skill of(Profile p) {
        if (p.safety() >= 2) {
            return SAFETY;
        }
        if (p.field() == Field.TECHNICAL) {
            return TECHNICAL;
        }
        if (p.expertise() == 2) {
            return EXPERT;
        }
        if (p.field() == Field.ARTS && p.openEndedness() >= 2) {
            return CREATIVE;
        }
        return p.openEndedness() <= 1 ? FACTUAL : GENERAL;
    }

    /** True reward of each base feature. */
    double weight(int feature) {
        return weights[feature];
    }
}
