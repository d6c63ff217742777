package dev.allot.cli.solve;

import dev.allot.cli.InfeasibleException;
import dev.allot.cli.options.TaskOptions;
import dev.allot.core.io.InvalidInputException;
import dev.allot.core.routing.Collision;
import dev.allot.core.routing.FeatureSpace;
import dev.allot.core.routing.RoutingConstraint;
import dev.allot.core.routing.RoutingProblem;
import dev.allot.core.routing.Source;
import dev.allot.core.surrogate.Surrogate;
import dev.allot.predictor.ModelFiles;
import dev.allot.predictor.Predictor;
import dev.allot.predictor.transfer.Rescaling;
import java.util.List;
import java.util.Optional;

/**
 * A set to be routed with a predictor.
 *
 * @param ids of the instances, in the order of the input
 * @param predictor of mixes of them
 * @param problem the instances, without constraints
 */
public record RoutingTask(List<String> ids, Predictor predictor, RoutingProblem problem) {
    /**
     * Reads what the options name.
     *
     * @throws InvalidInputException if anything is wrong with the instances, the model, or the two together
     */
    public static RoutingTask read(TaskOptions task, List<Source> sources) {
        Predictor predictor = ModelFiles.read(task.model());
        FeatureSpace features = ModelInput.features(task.model(), predictor, task.featureNames(), sources);
        RoutingInput read = RoutingInput.read(task.instances(), features, sources);
        return new RoutingTask(read.ids(), predictor, read.problem());
    }

    /** The same task with a predictor that was learned on mixes of a set of another size. */
    RoutingTask learnedOn(int size) {
        Surrogate rescaled = Rescaling.forSetOf(problem.size(), size).of(predictor.surrogate());
        return new RoutingTask(ids, new Predictor(predictor.family(), predictor.features(), rescaled), problem);
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
