package dev.allot.datasets.hyper;

import dev.allot.core.routing.FeatureSpace;
import java.util.ArrayList;
import java.util.List;

/**
 * HyPER's 90 features of an instance (appendix F of the paper; the names are those of its code): 9 textual measures in 3 bins each, and
 * 63 descriptions: 46 subjects, English, 3 levels of expertise, 4 of open-endedness, 4 of safety concern, 3 of complexity, and whether
 * there is in-context material and a format constraint.
 */
public final class HyperFeatures {
    /** The textual measures. */
    public static final List<String> MEASURES = List.of(
            "bertscore",
            "bertscore_length",
            "cosine_sim",
            "entity_sim",
            "len_longer",
            "len_shorter",
            "prompt_len",
            "rouge",
            "token_len_diff");

    /** The measures that are lengths: their bins are of percentile ranks, those of the others are of the values themselves. */
    public static final List<String> RANKED = List.of("len_longer", "len_shorter", "prompt_len", "token_len_diff");

    /** Where the bins start and end. */
    public static final List<Double> EDGES = List.of(0.0, 0.33, 0.67, 1.0);

    /** The subjects of expertise. */
    public static final List<String> SUBJECTS = List.of(
            "Anthropology",
            "History",
            "Linguistics and language",
            "Philosophy",
            "Religion",
            "Economics",
            "Geography",
            "Political science",
            "Psychology",
            "Sociology",
            "Biology",
            "Chemistry",
            "Earth sciences",
            "Physics",
            "Space sciences",
            "Computer sciences",
            "Logic",
            "System science",
            "Agriculture",
            "Architecture and design",
            "Business",
            "Divinity",
            "Education",
            "Chemical engineering",
            "Civil engineering",
            "Electrical engineering",
            "Materials science and engineering",
            "Mechanical engineering",
            "Environmental studies and forestry",
            "Family and consumer science",
            "Human physical performance and recreation",
            "Journalism",
            "Media studies and communication",
            "Law",
            "Library and museum studies",
            "Medicine and health",
            "Military sciences",
            "Social work",
            "Transportation",
            "Culinary arts",
            "Literature",
            "Performing arts",
            "Visual arts",
            "Mathematics",
            "Public administration",
            "Others");

    /** Descriptions by a list: the subjects, and the languages, of which only English counts. */
    public static final String SUBJECT = "subject_of_expertise";

    public static final String LANGUAGES = "languages";
    public static final String ENGLISH = "English";

    /** Descriptions by a level. */
    public static final List<Scale> SCALES = List.of(
            new Scale(
                    "expertise_level", List.of("general public", "basic domain knowledge", "expert domain knowledge")),
            new Scale("open_endedness", List.of("no", "low", "moderate", "high")),
            new Scale("safety_concern", List.of("safe", "low", "moderate", "high")),
            new Scale("complexity_of_intents", List.of("simple", "moderate", "complex")));

    /** Descriptions by a list that is empty or not. */
    public static final List<String> OPEN_SETS = List.of("type_of_in_context_material", "format_constraints");

    private static final FeatureSpace SPACE = FeatureSpace.of(names());

    /**
     * A description by one of a few levels.
     *
     * @param column its name, also in files
     * @param levels from least to most
     */
    public record Scale(String column, List<String> levels) {
        public Scale {
            levels = List.copyOf(levels);
        }
    }

    private HyperFeatures() {}

    /** All 90, in the order of HyPER's code. */
    public static FeatureSpace space() {
        return SPACE;
    }

    /** Name of the bin of a measure, 0 to 2. */
    public static String bin(String measure, int bin) {
        return measure + "::min_val=" + EDGES.get(bin) + "|max_val=" + EDGES.get(bin + 1);
    }

    /** The bin that a value of a measure is in, its lower edge included, 1 in the last; -1 if it is in none or NaN. */
    public static int binOf(double value) {
        if (!(value >= EDGES.get(0) && value <= EDGES.get(EDGES.size() - 1))) {
            return -1;
        }
        int bin = 0;
        while (bin < EDGES.size() - 2 && value >= EDGES.get(bin + 1)) {
            bin++;
        }
        return bin;
    }

    /** Name of the feature that a list contains a value. */
    public static String contains(String column, String value) {
        return "analyzer_closed_set::feature_name=" + column + "|constraints=" + value;
    }

    /** Name of the feature that a scale is at a level. */
    public static String level(String column, String level) {
        return "analyzer_scalar::feature_name=" + column + "|value=" + level;
    }

    /** Name of the feature that a list is not empty. */
    public static String exists(String column) {
        return "analyzer_open_set::feature_name=" + column + "|check_for_existence=1";
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>();
        for (String measure : MEASURES) {
            for (int b = 0; b < EDGES.size() - 1; b++) {
                names.add(bin(measure, b));
            }
        }
        SUBJECTS.forEach(subject -> names.add(contains(SUBJECT, subject)));
        names.add(contains(LANGUAGES, ENGLISH));
        for (Scale scale : SCALES) {
            scale.levels().forEach(level -> names.add(level(scale.column(), level)));
        }
        OPEN_SETS.forEach(column -> names.add(exists(column)));
        return names;
    }
}
