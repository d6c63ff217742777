package dev.allot.benchmarks.study;

import dev.allot.study.design.AlgorithmOneDesign;
import dev.allot.study.design.ContrastDesign;
import dev.allot.study.design.DirectionDesign;
import dev.allot.study.design.InformationDesign;
import dev.allot.study.design.MixDesign;
import dev.allot.study.design.Optimality;
import java.util.List;

/**
 * All designs side by side, each learned from by the default predictor: what they realise after 60, 100 and 250 evaluations, and how much more
 * than the default does in the same worlds. Arguments: worlds (default 8), instances (default 2000), the first seed (default 0). Prints a
 * table with 95 % intervals over worlds, anew after each.
 */
public final class DesignContest {
    private static final List<Integer> CHECKPOINTS = List.of(60, 100, 250);

    /** The default first. */
    private static final List<MixDesign> DESIGNS = List.of(
            new InformationDesign(),
            new InformationDesign(Optimality.PREDICTIONS),
            new InformationDesign(Optimality.VOLUME),
            new ContrastDesign(),
            new DirectionDesign(),
            new AlgorithmOneDesign());

    private DesignContest() {}

    /** Runs the comparison. */
    public static void main(String[] args) {
        Contest.inWorlds(args, CHECKPOINTS, (contest, world, seed) -> {
            for (MixDesign design : DESIGNS) {
                contest.run(design.id(), world, seed, design, List.of());
            }
        });
    }
}
