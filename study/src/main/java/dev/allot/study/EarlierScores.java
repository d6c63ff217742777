package dev.allot.study;

import dev.allot.core.io.InvalidInputException;
import dev.allot.core.model.Problem;
import dev.allot.core.routing.RoutingProblem;
import dev.allot.predictor.TrainingTable;
import java.util.ArrayList;
import java.util.List;

/**
 * Scores that were known before, or come from elsewhere: an earlier study's table, a cheaper evaluator's mixes.
 *
 * @param name for people: a file, a command
 * @param table a mix a row; its scores may have a level and scale of their own
 */
public record EarlierScores(String name, TrainingTable table) {
    /**
     * The same with the aggregates of a problem as columns, in their order. Mixes of a set that has not some feature have 0 of it; features
     * that the problem does not have are left out.
     *
     * @throws InvalidInputException if they have no feature in common
     */
    EarlierScores alignedTo(RoutingProblem pool) {
        List<String> names = names(pool);
        if (names.stream().noneMatch(table.features()::contains)) {
            throw new InvalidInputException(name + ": none of its columns is a feature of the instances, such as '"
                    + names.get(0) + "'; a table of earlier mixes has a column 'score' and one for each feature");
        }
        return new EarlierScores(name, table.withFeatures(names));
    }

    /** The names of a problem's aggregates. */
    static List<String> names(RoutingProblem pool) {
        Problem compiled = pool.compile().problem();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < compiled.aggregateCount(); i++) {
            names.add(compiled.aggregateName(i));
        }
        return names;
    }
}
