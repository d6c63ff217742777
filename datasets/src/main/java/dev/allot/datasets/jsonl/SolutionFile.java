package dev.allot.datasets.jsonl;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.allot.core.io.InvalidInputException;
import dev.allot.core.model.Problem;
import dev.allot.core.model.Solution;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Points of general problems: {@code {"variable":..,"value":..}} a line, every variable once. */
public final class SolutionFile {
    private static final String VARIABLE = "variable";
    private static final String VALUE = "value";

    private SolutionFile() {}

    /** Writes a point in the order of the variables; a name that ends in .gz is written in gzip, "-" is standard output. */
    public static void write(Path file, Problem problem, Solution solution) {
        Output.write(file, out -> {
            JsonGenerator json = PairWriter.generator(out);
            for (int j = 0; j < problem.variableCount(); j++) {
                json.writeStartObject();
                json.writeStringField(VARIABLE, problem.variableName(j));
                json.writeNumberField(VALUE, solution.value(j));
                json.writeEndObject();
                json.writeRaw('\n');
            }
            json.flush();
        });
    }

    /**
     * Reads the values of a problem's variables.
     *
     * @throws InvalidInputException if a variable is unknown, comes twice or is missing, or a value is no finite number
     */
    public static double[] read(Path file, Problem problem) {
        Map<String, Integer> indices = new HashMap<>();
        for (int j = 0; j < problem.variableCount(); j++) {
            indices.put(problem.variableName(j), j);
        }
        double[] values = new double[problem.variableCount()];
        BitSet seen = new BitSet();
        try (JsonLines lines = JsonLines.open(file, List.of(VARIABLE, VALUE))) {
            while (lines.nextObject()) {
                readLine(lines, indices, values, seen);
            }
            int missing = values.length - seen.cardinality();
            if (missing > 0) {
                throw lines.fileProblem("has no value for " + missing + " of " + values.length
                        + " variables; the first is '" + problem.variableName(seen.nextClearBit(0)) + "'");
            }
        }
        return values;
    }

    private static void readLine(JsonLines lines, Map<String, Integer> indices, double[] values, BitSet seen) {
        int variable = -1;
        double value = 0;
        for (String field = lines.nextField(); field != null; field = lines.nextField()) {
            if (field.equals(VARIABLE)) {
                String name = lines.text();
                variable = indices.getOrDefault(name, -1);
                if (variable < 0) {
                    throw lines.problem("'" + name + "' is not a variable of the problem");
                }
            } else {
                value = lines.number("the value");
            }
        }
        lines.require(VARIABLE);
        lines.require(VALUE);
        if (seen.get(variable)) {
            throw lines.problem(VARIABLE, "comes twice");
        }
        seen.set(variable);
        values[variable] = value;
    }
}
