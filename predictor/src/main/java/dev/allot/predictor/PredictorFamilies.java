package dev.allot.predictor;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** The predictor families on the class path, with their default hyperparameters. Listing them loads no native code. */
public final class PredictorFamilies {
    private PredictorFamilies() {}

    /**
     * All families, by id.
     *
     * @throws IllegalStateException if two have the same id
     */
    public static List<PredictorFamily> all() {
        List<PredictorFamily> families = ServiceLoader.load(PredictorFamily.class).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparing(PredictorFamily::id))
                .toList();
        for (int i = 1; i < families.size(); i++) {
            if (families.get(i).id().equals(families.get(i - 1).id())) {
                throw new IllegalStateException("two predictor families are called '"
                        + families.get(i).id() + "': "
                        + families.get(i - 1).getClass().getName() + " and "
                        + families.get(i).getClass().getName());
            }
        }
        return families;
    }

    /** The family of that id, if there is one. */
    public static Optional<PredictorFamily> find(String id) {
        return all().stream().filter(family -> family.id().equals(id)).findFirst();
    }
}
