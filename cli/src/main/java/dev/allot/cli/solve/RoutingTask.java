package dev.allot.cli.solve;

import dev.allot.cli.InfeasibleException;
import dev.allot.cli.options.TaskOptions;
import dev.allot.core.io.InvalidInputException;
import dev.allot.core.routing.Collision;
import dev.allot.core.routing.FeatureSpace;
import dev.allot.core.routing.RoutingConstraint;
import dev.allot.core.routing.RoutingProblem;
import dev.allot.core.routing.Source;
import dev.allot.predictor.ModelFiles;
import dev.allot.predictor.Origin;
import dev.allot.predictor.Predictor;
import dev.allot.predictor.transfer.Rescaling;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A set to be routed with a predictor.
 *
 * @param ids of the instances, in the order of the input
 * @param predictor of mixes of them
 * @param problem the instances, without constraints
 * @param learnedOn how many instances the set had that the predictor was learned on, if that is known
 */
public record RoutingTask(List<String> ids, Predictor predictor, RoutingProblem problem, OptionalInt learnedOn) {
    /**
     * Reads what the options name. A predictor that says that it was learned on mixes of a set of another size is rescaled to this one's.
     *
     * @throws InvalidInputException if anything is wrong with the instances, the model, or the two together
     */
    public static RoutingTask read(TaskOptions task, List<Source> sources) {
        return read(task, sources, OptionalInt.empty());
    }

    /**
     * The same.
     *
     * @param learnedOn instances of the set that the predictor was learned on, whatever it says itself
     */
    static RoutingTask read(TaskOptions task, List<Source> sources, OptionalInt learnedOn) {
        Predictor predictor = ModelFiles.read(task.model());
        FeatureSpace features = ModelInput.features(task.model(), predictor, task.featureNames(), sources);
        RoutingInput read = RoutingInput.read(task.instances(), features, sources);
        int size = read.problem().size();
        OptionalInt known = learnedOn.isPresent()
                ? learnedOn
                : predictor.origin().map(Origin::instances).orElse(OptionalInt.empty());
        int from = known.orElse(size);
        Predictor fitting =
                from == size ? predictor : Rescaling.forSetOf(size, from).of(predictor);
        return new RoutingTask(read.ids(), fitting, read.problem(), known);
    }

    /**
     * The problem with constraints that can hold together.
     *
     * @throws InvalidInputException if one does not fit the problem
     * @throws InfeasibleException if they collide
     */
    public RoutingProblem constrained(List<RoutingConstraint> constraints) {
        RoutingProblem constrained;
        try {
            constrained = problem.withConstraints(constraints);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(String.valueOf(e.getMessage()));
        }
        Optional<Collision> collision = constrained.collision();
        if (collision.isPresent()) {
            throw new InfeasibleException(collision.get().describe());
        }
        return constrained;
    }
}
