package dev.allot.datasets.generate;

import dev.allot.datasets.hyper.HyperFeatures;
import java.util.List;

/** A group of subjects, with how often they come up and what prompts about them are like. */
enum Field {
    TECHNICAL(
            List.of(
                    "Computer sciences",
                    "Mathematics",
                    "Physics",
                    "Logic",
                    "System science",
                    "Electrical engineering",
                    "Mechanical engineering",
                    "Civil engineering",
                    "Chemical engineering",
                    "Materials science and engineering"),
            new double[] {20, 7, 3, 1.6, 1.2, 1.6, 1.4, 1.0, 0.9, 0.9},
            new double[] {0.42, 0.40, 0.18},
            new double[] {0.14, 0.30, 0.36, 0.20},
            new double[] {0.90, 0.06, 0.03, 0.01}),
    SCIENCE(
            List.of(
                    "Biology",
                    "Chemistry",
                    "Earth sciences",
                    "Space sciences",
                    "Agriculture",
                    "Environmental studies and forestry"),
            new double[] {3.5, 2.6, 1.5, 1.6, 1.2, 1.6},
            new double[] {0.42, 0.36, 0.22},
            new double[] {0.14, 0.24, 0.38, 0.24},
            new double[] {0.76, 0.12, 0.09, 0.03}),
    PROFESSIONS(
            List.of(
                    "Medicine and health",
                    "Law",
                    "Economics",
                    "Psychology",
                    "Political science",
                    "Social work",
                    "Public administration",
                    "Military sciences"),
            new double[] {7, 3, 3, 4, 3, 1.0, 0.9, 0.9},
            new double[] {0.42, 0.37, 0.21},
            new double[] {0.06, 0.16, 0.40, 0.38},
            new double[] {0.54, 0.20, 0.17, 0.09}),
    HUMANITIES(
            List.of(
                    "History",
                    "Linguistics and language",
                    "Philosophy",
                    "Religion",
                    "Sociology",
                    "Education",
                    "Geography",
                    "Anthropology",
                    "Divinity",
                    "Library and museum studies"),
            new double[] {5, 5, 2.5, 2.2, 2.5, 3.5, 2.0, 1.0, 0.9, 0.9},
            new double[] {0.56, 0.34, 0.10},
            new double[] {0.10, 0.20, 0.36, 0.34},
            new double[] {0.72, 0.14, 0.10, 0.04}),
    ARTS(
            List.of(
                    "Literature",
                    "Performing arts",
                    "Visual arts",
                    "Architecture and design",
                    "Media studies and communication",
                    "Journalism"),
            new double[] {11, 4, 3.5, 1.6, 3.5, 1.5},
            new double[] {0.68, 0.27, 0.05},
            new double[] {0.02, 0.07, 0.27, 0.64},
            new double[] {0.82, 0.10, 0.05, 0.03}),
    EVERYDAY(
            List.of(
                    "Others",
                    "Business",
                    "Culinary arts",
                    "Family and consumer science",
                    "Human physical performance and recreation",
                    "Transportation"),
            new double[] {12, 8, 5, 3, 3, 1.5},
            new double[] {0.74, 0.22, 0.04},
            new double[] {0.07, 0.15, 0.36, 0.42},
            new double[] {0.80, 0.10, 0.06, 0.04});

    private final int[] subjects;
    private final double[] popularity;
    private final double total;
    private final double[] expertise;
    private final double[] openEndedness;
    private final double[] safety;

    Field(List<String> subjects, double[] popularity, double[] expertise, double[] openEndedness, double[] safety) {
        this.subjects =
                subjects.stream().mapToInt(HyperFeatures.SUBJECTS::indexOf).toArray();
        this.popularity = popularity;
        double sum = 0;
        for (double p : popularity) {
            sum += p;
        }
        total = sum;
        this.expertise = expertise;
        this.openEndedness = openEndedness;
        this.safety = safety;
    }

    /** A field, by the popularity of its subjects. */
    static Field draw(Draw draw) {
        double sum = 0;
        for (Field field : values()) {
            sum += field.total;
        }
        double left = draw.uniform() * sum;
        for (Field field : values()) {
            left -= field.total;
            if (left < 0) {
                return field;
            }
        }
        return EVERYDAY;
    }

    /** Index of one of its subjects among HyPER's, by popularity. */
    int drawSubject(Draw draw) {
        return subjects[draw.weighted(popularity)];
    }

    /** Level of expertise that a prompt asks for, 0 to 2. */
    int drawExpertise(Draw draw) {
        return draw.weighted(expertise);
    }

    /** Open-endedness, 0 to 3. */
    int drawOpenEndedness(Draw draw) {
        return draw.weighted(openEndedness);
    }

    /** Safety concern, 0 to 3. */
    int drawSafety(Draw draw) {
        return draw.weighted(safety);
    }
}
