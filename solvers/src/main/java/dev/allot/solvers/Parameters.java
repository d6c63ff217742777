package dev.allot.solvers;

/** Checks of solvers' parameters. */
final class Parameters {
    private Parameters() {}

    static void atLeastOne(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " is " + value + "; it must be at least 1");
        }
    }
}
