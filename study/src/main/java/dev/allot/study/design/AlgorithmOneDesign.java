package dev.allot.study.design;

import dev.allot.core.model.Problem;
import dev.allot.core.model.Solution;
import dev.allot.core.routing.CompiledRouting;
import dev.allot.core.routing.Routing;
import dev.allot.core.routing.RoutingProblem;
import dev.allot.solvers.sampling.AlgorithmOneSampler;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The paper's candidate mixes (Miranda et al., ACL 2025, Algorithm 1): the number of instances that leave the default source is uniform, and
 * whole tags are taken in random order until it is reached. The budgets of interest play no part.
 */
public record AlgorithmOneDesign() implements MixDesign {
    @Override
    public String id() {
        return "algorithm-1";
    }

    @Override
    public List<Routing> propose(
            RoutingProblem problem, List<Double> shares, List<TriedMix> tried, int count, SplittableRandom random) {
        CompiledRouting compiled = problem.compile();
        Problem compiledProblem = compiled.problem();
        AlgorithmOneSampler sampler = new AlgorithmOneSampler(compiledProblem);
        List<Routing> mixes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double[] values = sampler.draw(random, random.nextDouble());
            mixes.add(compiled.decode(Solution.of(compiledProblem, values)));
        }
        return mixes;
    }
}
