package dev.allot.study.compare;

import dev.allot.core.model.Problem;
import dev.allot.core.model.Solution;
import dev.allot.core.model.SparseMatrix;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SplittableRandom;

/** Sixteen digits that tell problems apart, whatever they are called: of all their numbers, and of the objective at some points. */
final class Fingerprint {
    private static final int POINTS = 16;
    private static final int DIGITS = 16;

    private final MessageDigest digest;

    private Fingerprint() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static String of(Problem problem) {
        Fingerprint print = new Fingerprint();
        for (int j = 0; j < problem.variableCount(); j++) {
            print.add(problem.lower(j), problem.upper(j), problem.linear(j), problem.isInteger(j) ? 1 : 0);
        }
        print.add(problem.aggregates());
        print.add(problem.constraints());
        for (int i = 0; i < problem.constraintCount(); i++) {
            print.add(problem.constraintLower(i), problem.constraintUpper(i));
        }
        // A surrogate may be of any kind: its values stand for it.
        SplittableRandom random = new SplittableRandom(1);
        for (int k = 0; k < POINTS; k++) {
            double[] values = problem.lowerBounds();
            for (int j = 0; j < values.length; j++) {
                values[j] += Math.rint(random.nextDouble() * (problem.upper(j) - values[j]));
            }
            print.add(Solution.of(problem, values).objective());
        }
        return HexFormat.of().formatHex(print.digest.digest()).substring(0, DIGITS);
    }

    private void add(SparseMatrix matrix) {
        for (int j = 0; j < matrix.columns(); j++) {
            for (int p = matrix.start(j); p < matrix.start(j + 1); p++) {
                add(j, matrix.row(p), matrix.value(p));
            }
        }
    }

    private void add(double... numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * numbers.length);
        for (double number : numbers) {
            bytes.putDouble(number);
        }
        digest.update(bytes.array());
    }
}
