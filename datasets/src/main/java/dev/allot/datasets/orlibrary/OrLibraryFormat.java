package dev.allot.datasets.orlibrary;

import dev.allot.core.io.InvalidInputException;
import dev.allot.core.model.LinearConstraint;
import dev.allot.core.model.Problem;
import dev.allot.core.model.ProblemBuilder;
import dev.allot.core.model.Sense;
import dev.allot.core.model.StatedProblem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * A format of the OR-Library. A file holds several problems; each becomes one that is called {@code <file>#<number>}, from 1.
 */
public enum OrLibraryFormat {
    /**
     * Multidimensional knapsacks (files {@code mknap1}, {@code mknapcb1..9}): the number of problems; for each the numbers n of items and m
     * of constraints and the optimum or best known value (0 if unknown), n profits, m rows of n weights, m capacities. To be maximised.
     */
    MKNAP {
        @Override
        StatedProblem problem(NumberReader in, String name, Sense sense) {
            int n = in.count("the number of variables", MOST);
            int m = in.count("the number of constraints", MOST);
            double known = in.number("the optimum or 0");
            double[] profits = in.numbers(n, "profit");
            double[][] weights = new double[m][];
            for (int i = 0; i < m; i++) {
                weights[i] = in.numbers(n, "constraint " + (i + 1) + ", weight");
            }
            double[] capacities = in.numbers(m, "capacity");
            ProblemBuilder builder = Problem.builder();
            for (double profit : profits) {
                builder.integer(0, 1, sense.restore(profit));
            }
            for (int i = 0; i < m; i++) {
                builder.constraint(
                        LinearConstraint.atMost("capacity " + (i + 1), capacities[i], indices(0, n, 1), weights[i]));
            }
            OptionalDouble bestKnown = known == 0 ? OptionalDouble.empty() : OptionalDouble.of(known);
            return new StatedProblem(name, sense, builder.build(), bestKnown);
        }

        @Override
        Sense sense(String fileName) {
            return Sense.MAXIMISE;
        }
    },

    /**
     * Generalised assignment (files {@code gap1..12} and {@code gapa..d}): the number of problems; for each the numbers m of agents and n
     * of jobs, m rows of n costs of an assignment, m rows of n resources used, m capacities. Each job goes to one agent. {@code gapa} to
     * {@code gapd} are to be minimised, all others maximised; the file itself does not say.
     */
    GAP {
        @Override
        StatedProblem problem(NumberReader in, String name, Sense sense) {
            int m = in.count("the number of agents", MOST);
            int n = in.count("the number of jobs", MOST);
            double[][] costs = new double[m][];
            double[][] resources = new double[m][];
            for (int i = 0; i < m; i++) {
                costs[i] = in.numbers(n, "agent " + (i + 1) + ", cost of job");
            }
            for (int i = 0; i < m; i++) {
                resources[i] = in.numbers(n, "agent " + (i + 1) + ", resource of job");
            }
            double[] capacities = in.numbers(m, "capacity of agent");
            ProblemBuilder builder = Problem.builder();
            List<String> names = new ArrayList<>();
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < n; j++) {
                    builder.integer(0, 1, sense.restore(costs[i][j]));
                    names.add("a" + (i + 1) + "j" + (j + 1));
                }
            }
            builder.variableNames(names);
            for (int i = 0; i < m; i++) {
                builder.constraint(LinearConstraint.atMost(
                        "capacity of agent " + (i + 1), capacities[i], indices(i * n, n, 1), resources[i]));
            }
            double[] ones = new double[m];
            Arrays.fill(ones, 1);
            for (int j = 0; j < n; j++) {
                builder.constraint(new LinearConstraint("one agent for job " + (j + 1), 1, 1, indices(j, m, n), ones));
            }
            return new StatedProblem(name, sense, builder.build(), OptionalDouble.empty());
        }

        @Override
        Sense sense(String fileName) {
            return fileName.toLowerCase(Locale.ROOT).matches("gap[a-d](\\W.*)?") ? Sense.MINIMISE : Sense.MAXIMISE;
        }
    };

    private static final int MOST = 100_000;

    /** Short name, lower case: what {@code --format} takes. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The sense of the problems in a file of that name: the format does not say, the library's description of each file does. */
    abstract Sense sense(String fileName);

    /** The next problem. */
    abstract StatedProblem problem(NumberReader in, String name, Sense sense);

    /**
     * Reads all problems of a file.
     *
     * @throws InvalidInputException if the file cannot be read or is not in this format
     */
    public List<StatedProblem> read(Path file) {
        String name = String.valueOf(file.getFileName());
        return read(file, sense(name));
    }

    /** The same with problems of this sense, whatever the file is called. */
    public List<StatedProblem> read(Path file, Sense sense) {
        String name = String.valueOf(file.getFileName());
        try (NumberReader in = NumberReader.open(file)) {
            int count = in.count("the number of problems", MOST);
            List<StatedProblem> problems = new ArrayList<>();
            for (int k = 1; k <= count; k++) {
                problems.add(problem(in, name + "#" + k, sense));
            }
            in.end("the last of " + count + (count == 1 ? " problem" : " problems"));
            return List.copyOf(problems);
        }
    }

    private static int[] indices(int first, int count, int step) {
        int[] indices = new int[count];
        Arrays.setAll(indices, k -> first + k * step);
        return indices;
    }
}
