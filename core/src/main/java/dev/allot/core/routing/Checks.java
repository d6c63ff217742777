package dev.allot.core.routing;

/** Checks and wording shared by the constraints. */
final class Checks {
    private Checks() {}

    static void notNegative(String what, double value) {
        if (!(value >= 0 && Double.isFinite(value))) {
            throw new IllegalArgumentException(
                    "the " + what + " is " + plain(value) + "; it must be finite and not negative");
        }
    }

    static void range(double least, double greatest) {
        if (!(least >= 0 || least == Double.NEGATIVE_INFINITY)
                || !(greatest >= 0)
                || least > greatest
                || least == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException("the range " + plain(least) + " to " + plain(greatest)
                    + " is not one of counts; the floor must not exceed the cap");
        }
    }

    static String between(double least, double greatest) {
        if (least <= 0 && greatest == Double.POSITIVE_INFINITY) {
            return "any number of";
        }
        if (least <= 0) {
            return "at most " + plain(greatest);
        }
        if (greatest == Double.POSITIVE_INFINITY) {
            return "at least " + plain(least);
        }
        return least == greatest ? "exactly " + plain(least) : plain(least) + " to " + plain(greatest);
    }

    /** A range of any numbers, one end of which may be infinite. */
    static String within(double least, double greatest) {
        if (least == Double.NEGATIVE_INFINITY) {
            return "at most " + plain(greatest);
        }
        return greatest == Double.POSITIVE_INFINITY
                ? "at least " + plain(least)
                : least == greatest ? "exactly " + plain(least) : plain(least) + " to " + plain(greatest);
    }

    /** A number without a needless ".0". */
    static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
