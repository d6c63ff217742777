package dev.allot.core.surrogate;

/** The one check on marks. */
final class Marks {
    private Marks() {}

    static void requireOpen(int mark, int depth) {
        if (mark < 0 || mark >= depth) {
            throw new IllegalStateException("mark " + mark + " is not open; open are 0 to " + (depth - 1));
        }
    }
}
