package dev.allot.solvers.arithmetic;

/** A sum of doubles with the rounding errors of its additions summed beside it (Neumaier 1974): off by about one rounding of the result. */
public final class ExactSum {
    private double sum;
    private double errors;
    private double magnitude;

    public void add(double term) {
        double next = sum + term;
        errors += Math.abs(sum) >= Math.abs(term) ? sum - next + term : term - next + sum;
        sum = next;
        magnitude += Math.abs(term);
    }

    public double value() {
        return sum + errors;
    }

    /** The sum of the terms' magnitudes. */
    public double magnitude() {
        return magnitude;
    }
}
