package dev.allot.datasets.generate;

import dev.allot.core.routing.FeatureSpace;
import dev.allot.datasets.hyper.HyperFeatures;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What one generated prompt and its two responses are like: everything that tags, labels and gold depend on.
 *
 * @param subjects indices of 0 to 3 subjects among HyPER's
 * @param field of the first subject; {@link Field#EVERYDAY} if there is none
 * @param english whether it is in English
 * @param expertise 0 to 2
 * @param openEndedness 0 to 3
 * @param safety concern, 0 to 3
 * @param complexity 0 to 2
 * @param material whether the prompt brings material along
 * @param format whether it asks for a format
 * @param bins bin of each textual measure, in HyPER's order; -1 if its value is in none
 * @param difference base features of the first response minus the second's: length, grounding, caution, structure; about standard normal
 */
record Profile(
        int[] subjects,
        Field field,
        boolean english,
        int expertise,
        int openEndedness,
        int safety,
        int complexity,
        boolean material,
        boolean format,
        int[] bins,
        double[] difference) {
    static final int LENGTH = 0;
    static final int GROUNDING = 1;
    static final int CAUTION = 2;
    static final int STRUCTURE = 3;

    private static final int PROMPT_LENGTH = HyperFeatures.MEASURES.indexOf("prompt_len");
    private static final int LONGER = HyperFeatures.MEASURES.indexOf("len_longer");
    private static final int BERTSCORE = HyperFeatures.MEASURES.indexOf("bertscore");

    private static final double[] RISKS = {0, 0.1, 0.4, 1};

    /** Tertiles, nearly, of the lengths as drawn here: where a percentile rank over a large set is 0.33 and 0.67. */
    private static final double[] PROMPT_CUTS = {-0.318, 0.624};

    private static final double[] LONGER_CUTS = {0.0, 0.505};
    private static final double[] SHORTER_CUTS = {-0.452, 0.047};
    private static final double[] DIFFERENCE_CUTS = {0.219, 0.590};

    /** Draws one. */
    static Profile draw(Draw draw) {
        Field field = Field.draw(draw);
        int[] subjects = drawSubjects(field, draw);
        if (subjects.length == 0) {
            field = Field.EVERYDAY;
        }
        int expertise = field.drawExpertise(draw);
        int openEndedness = field.drawOpenEndedness(draw);
        int safety = field.drawSafety(draw);
        int complexity = expertise == 2 ? draw.weighted(0.30, 0.45, 0.25) : draw.weighted(0.55, 0.35, 0.10);
        boolean english = draw.chance(0.945);
        boolean material = draw.chance(openEndedness < 2 ? 0.28 : 0.14);
        boolean format = draw.chance(complexity == 0 ? 0.28 : 0.45);

        double prompt = draw.normal() + (material ? 0.9 : 0) + 0.25 * (complexity - 0.6);
        double similarity = draw.normal() - 0.5 * (openEndedness - 2);
        double spread = Math.max(0.5, 1.05 - 0.18 * similarity);
        double[] difference = new double[4];
        for (int j = 0; j < difference.length; j++) {
            difference[j] = draw.normal() * spread;
        }
        difference[STRUCTURE] = 0.95 * difference[STRUCTURE] + 0.3 * difference[LENGTH];
        for (int j = 0; j < difference.length; j++) {
            difference[j] = Math.rint(difference[j] * 1000) / 1000 + 0.0;
        }
        int[] bins = textualBins(draw, prompt, similarity, difference[LENGTH], openEndedness);
        return new Profile(
                subjects,
                field,
                english,
                expertise,
                openEndedness,
                safety,
                complexity,
                material,
                format,
                bins,
                difference);
    }

    private static int[] drawSubjects(Field field, Draw draw) {
        int count = draw.weighted(0.03, 0.49, 0.31, 0.17);
        int[] subjects = new int[count];
        for (int i = 0; i < count; i++) {
            int subject;
            do {
                Field from = i == 0 || draw.chance(0.6) ? field : Field.draw(draw);
                subject = from.drawSubject(draw);
            } while (contains(subjects, i, subject));
            subjects[i] = subject;
        }
        return subjects;
    }

    private static boolean contains(int[] subjects, int count, int subject) {
        for (int i = 0; i < count; i++) {
            if (subjects[i] == subject) {
                return true;
            }
        }
        return false;
    }

    private static int[] textualBins(Draw draw, double prompt, double similarity, double length, int openEndedness) {
        double gap = Math.abs(0.55 * length);
        double mean = 0.5 * draw.normal() + 0.15 * prompt + 0.15 * (openEndedness - 2);
        double longer = mean + gap / 2;
        double shorter = mean - gap / 2;
        double tokens = StrictMath.exp(longer) - StrictMath.exp(shorter);
        double bertscore = 0.60 + 0.11 * similarity + 0.10 * draw.normal();
        double byLength = bertscore * StrictMath.exp(1 - StrictMath.exp(gap));
        double cosine = 0.66 + 0.12 * similarity + 0.12 * draw.normal();
        double rouge = 0.34 + 0.10 * similarity + 0.10 * draw.normal() - 0.06 * gap;
        double entities = draw.chance(0.10) ? 1 : 0.30 + 0.14 * similarity + 0.18 * draw.normal();
        return new int[] {
            bin(bertscore),
            bin(byLength),
            bin(cosine),
            bin(Math.max(0, entities)),
            rankBin(longer, LONGER_CUTS),
            rankBin(shorter, SHORTER_CUTS),
            rankBin(prompt, PROMPT_CUTS),
            bin(Math.max(0, rouge)),
            rankBin(tokens, DIFFERENCE_CUTS)
        };
    }

    private static int bin(double value) {
        double inside = Math.min(1, value);
        return inside < 0 ? -1 : inside < 0.33 ? 0 : inside < 0.67 ? 1 : 2;
    }

    private static int rankBin(double value, double[] cuts) {
        return value < cuts[0] ? 0 : value < cuts[1] ? 1 : 2;
    }

    /** Third of the set that the prompt's length is in, 0 to 2. */
    int promptLength() {
        return bins[PROMPT_LENGTH];
    }

    /** How alike the responses are, 0 to 2. */
    int likeness() {
        return bins[BERTSCORE];
    }

    /** Cost of a human's label: time to read and think, in units of the average. */
    double humanCost() {
        double cost = 0.42 + 0.2 * bins[PROMPT_LENGTH] + 0.15 * bins[LONGER] + 0.15 * complexity + 0.25 * expertise;
        return Math.rint(cost * 100) / 100;
    }

    /** What goes wrong if a source of limited risk labels it. */
    double risk() {
        return RISKS[safety];
    }

    /** Indices of its tags among HyPER's features. */
    int[] tags() {
        int[] tags = new int[bins.length + subjects.length + 1 + HyperFeatures.SCALES.size() + 2];
        int count = 0;
        for (int m = 0; m < bins.length; m++) {
            if (bins[m] >= 0) {
                tags[count++] = 3 * m + bins[m];
            }
        }
        for (int subject : subjects) {
            tags[count++] = Places.SUBJECTS + subject;
        }
        if (english) {
            tags[count++] = Places.ENGLISH;
        }
        tags[count++] = Places.EXPERTISE + expertise;
        tags[count++] = Places.OPEN_ENDEDNESS + openEndedness;
        tags[count++] = Places.SAFETY + safety;
        tags[count++] = Places.COMPLEXITY + complexity;
        if (material) {
            tags[count++] = Places.MATERIAL;
        }
        if (format) {
            tags[count++] = Places.FORMAT;
        }
        return Arrays.copyOf(tags, count);
    }

    /** Where the kinds of features start. */
    private static final class Places {
        private static final FeatureSpace SPACE = HyperFeatures.space();
        static final int SUBJECTS = place(HyperFeatures.contains(HyperFeatures.SUBJECT, HyperFeatures.SUBJECTS.get(0)));
        static final int ENGLISH = place(HyperFeatures.contains(HyperFeatures.LANGUAGES, HyperFeatures.ENGLISH));
        static final int EXPERTISE = scale(0);
        static final int OPEN_ENDEDNESS = scale(1);
        static final int SAFETY = scale(2);
        static final int COMPLEXITY = scale(3);
        static final int MATERIAL = place(HyperFeatures.exists(HyperFeatures.OPEN_SETS.get(0)));
        static final int FORMAT = place(HyperFeatures.exists(HyperFeatures.OPEN_SETS.get(1)));

        private static int scale(int s) {
            HyperFeatures.Scale scale = HyperFeatures.SCALES.get(s);
            return place(HyperFeatures.level(scale.column(), scale.levels().get(0)));
        }

        private static int place(String name) {
            return SPACE.indexOf(name);
        }
    }

    /** Whether one of the subjects is of HyPER's index {@code subject}. */
    boolean about(int subject) {
        return contains(subjects, subjects.length, subject);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Profile that
                && Arrays.equals(tags(), that.tags())
                && Arrays.equals(difference, that.difference);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(tags()) + Arrays.hashCode(difference);
    }
}
