package dev.allot.predictor;

import java.util.List;

/**
 * The procedure of choosing a family by cross-validation as a family of its own: whatever table it is given, it chooses anew, and trains what it
 * has chosen. Its cross-validation is a nested one (Varma and Simon, "Bias in error estimation when using cross-validation for model
 * selection", BMC Bioinformatics 7, 2006): of the errors of several families the least is too good to be true, since it was chosen for being
 * least; the error of the choice is not, as no score that it is measured by took part in it. Cost: {@code folds} + 1 trainings of each family.
 *
 * @param families to choose from, at least one
 * @param folds of the inner cross-validation, at least 2; fewer on tables of fewer rows
 */
public record ChosenFamily(List<PredictorFamily> families, int folds) implements PredictorFamily {
    /** Checks that there is something to choose. */
    public ChosenFamily {
        families = List.copyOf(families);
        if (families.isEmpty() || folds < 2) {
            throw new IllegalArgumentException(
                    "there must be a family to choose and at least 2 folds, not " + families.size() + " and " + folds);
        }
    }

    @Override
    public String id() {
        return "chosen";
    }

    @Override
    public String description() {
        return "of several families the one of least cross-validated error";
    }

    @Override
    public boolean combinesOthers() {
        return true;
    }

    /** {@inheritDoc} Of a single row, which cannot be left out of a fold, the first family learns. */
    @Override
    public Predictor train(TrainingTable table, long seed) {
        int parts = Math.min(folds, table.size());
        return parts < 2
                ? families.get(0).train(table, seed)
                : ModelSelection.choose(families, table, parts, seed).predictor();
    }
}
