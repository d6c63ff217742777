package dev.allot.benchmarks.study;

import dev.allot.study.design.InformationDesign;
import dev.allot.study.design.Optimality;
import java.util.List;

/**
 * Designs that keep different things small, side by side: the variance of all instances' gains (A), of the scores of mixes worth considering
 * (I), or the volume of what the weights may be (D). Arguments: worlds (default 8), instances (default 2000), the first seed (default 0).
 * Prints a table with 95 % intervals over worlds, anew after each.
 */
public final class OptimalDesigns {
    private static final List<Integer> CHECKPOINTS = List.of(60, 100, 250);

    private OptimalDesigns() {}

    /** Runs the comparison. */
    public static void main(String[] args) {
        int worlds = args.length > 0 ? Integer.parseInt(args[0]) : 8;
        int size = args.length > 1 ? Integer.parseInt(args[1]) : 2000;
        int first = args.length > 2 ? Integer.parseInt(args[2]) : 0;
        Contest contest = new Contest(CHECKPOINTS);
        for (int seed = first; seed < first + worlds; seed++) {
            World world = Contest.world(size, seed);
            contest.next();
            for (Optimality optimality : Optimality.values()) {
                InformationDesign design = new InformationDesign(optimality);
                contest.run(design.id(), world, seed, design, List.of());
            }
            System.out.println("worlds: " + (seed - first + 1));
            contest.print();
        }
    }
}
