package dev.allot.core.surrogate;

/** A surrogate's value at a moving point: a mutable cursor over aggregate space, for one thread. */
public interface SurrogateState extends Undoable {
    /** The surrogate's value at the current aggregates, the same number {@link Surrogate#value} gives up to that method's rounding. */
    double value();

    /** Moves one aggregate to a finite {@code value}. Allocates nothing once warmed up. */
    void set(int aggregate, double value);
}
