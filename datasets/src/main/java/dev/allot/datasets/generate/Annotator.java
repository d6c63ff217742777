package dev.allot.datasets.generate;

import dev.allot.datasets.Preference;
import dev.allot.datasets.hyper.HyperFeatures;

/**
 * How a source judges: by a direction that is not the true one everywhere, with noise. Where its direction is wrong, more of its labels do
 * not help; where it is merely noisy, they do.
 */
enum Annotator {
    /** A crowd worker: noisy everywhere; led astray where one would have to check, and by long prompts. */
    HUMAN {
        @Override
        double[] direction(Profile p, Skill skill) {
            double[] w = trueDirection(skill);
            if (p.openEndedness() <= 1 && p.expertise() < 2) {
                // Does not look facts up: goes by the looks.
                w[Profile.GROUNDING] -= 1.5;
                w[Profile.STRUCTURE] += 1.3;
            }
            if (p.promptLength() == 2 && skill != Skill.SAFETY) {
                // Skims what is long: the longer answer must be the better one.
                w[Profile.GROUNDING] -= 1.2;
                w[Profile.LENGTH] += 1.8;
            }
            if (skill == Skill.TECHNICAL && p.complexity() >= 1) {
                // Cannot tell whether it is right.
                w[Profile.GROUNDING] -= 1.5;
                w[Profile.LENGTH] += 0.8;
            }
            return w;
        }

        @Override
        double noise(Profile p) {
            double noise = 1.2;
            if (p.promptLength() == 2) {
                noise += 0.5;
            }
            if (p.complexity() == 0 && p.expertise() == 0) {
                // Dull work.
                noise += 0.4;
            }
            return p.likeness() == 2 ? noise + 0.3 : noise;
        }

        @Override
        double indifference() {
            return 0.12;
        }
    },
    /** A language model: steady, and steadily wrong in places. */
    LM {
        @Override
        double[] direction(Profile p, Skill skill) {
            double[] w = trueDirection(skill);
            if (p.safety() == 2) {
                // Takes caution for quality.
                w[Profile.CAUTION] += 2.4;
            }
            if (p.expertise() == 2 && skill != Skill.TECHNICAL) {
                // Is taken in by what sounds expert.
                w[Profile.GROUNDING] -= 1.7;
                w[Profile.STRUCTURE] += 1.5;
            }
            if (skill == Skill.CREATIVE && p.likeness() <= 1) {
                // Rewards lists and length where neither belongs.
                w[Profile.LENGTH] += 1.2;
                w[Profile.STRUCTURE] += 1.6;
            }
            if (skill == Skill.GENERAL && (p.openEndedness() == 3 || p.about(BUSINESS))) {
                // Prefers the longer answer the more there is to say.
                w[Profile.LENGTH] += 0.9;
                w[Profile.GROUNDING] -= 0.7;
            }
            return w;
        }

        @Override
        double noise(Profile p) {
            double noise = 0.6 + 0.2 * p.complexity();
            return p.english() ? noise : noise + 1.0;
        }

        @Override
        double indifference() {
            return 0.02;
        }
    };

    private static final int BUSINESS = HyperFeatures.SUBJECTS.indexOf("Business");

    private static double[] trueDirection(Skill skill) {
        double[] w = new double[4];
        for (int j = 0; j < w.length; j++) {
            w[j] = skill.weight(j);
        }
        return w;
    }

    /** What it rewards in a response, by base feature. */
    abstract double[] direction(Profile p, Skill skill);

    /** Standard deviation of what else moves it. */
    abstract double noise(Profile p);

    /** How near nothing a difference must feel to be called a tie. */
    abstract double indifference();

    /** Its label. */
    Preference label(Profile p, Skill skill, Draw draw) {
        double felt = dot(direction(p, skill), p.difference()) + noise(p) * draw.normal();
        return Math.abs(felt) < indifference() ? Preference.TIE : Preference.ofDifference(felt);
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += a[j] * b[j];
        }
        return sum;
    }
}
