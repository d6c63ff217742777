package dev.allot.core.testing;

import dev.allot.core.surrogate.Box;
import dev.allot.core.surrogate.Interval;
import dev.allot.core.surrogate.Surrogate;
import dev.allot.core.surrogate.SurrogateState;
import java.util.concurrent.atomic.AtomicLong;

/** Hides another surrogate, so that solvers see a black box, and counts how often a value is asked of it or of its states. */
public final class CountingSurrogate implements Surrogate {
    private final Surrogate hidden;
    private final AtomicLong values = new AtomicLong();

    /** Hides {@code surrogate}. */
    public CountingSurrogate(Surrogate surrogate) {
        hidden = surrogate;
    }

    /** Values asked for so far. */
    public long values() {
        return values.get();
    }

    @Override
    public int dimension() {
        return hidden.dimension();
    }

    @Override
    public double value(double[] aggregates) {
        values.incrementAndGet();
        return hidden.value(aggregates);
    }

    @Override
    public double predictorValue(double[] aggregates) {
        return hidden.predictorValue(aggregates);
    }

    @Override
    public Interval enclosure(Box box) {
        return hidden.enclosure(box);
    }

    @Override
    public SurrogateState stateAt(double[] aggregates) {
        SurrogateState state = hidden.stateAt(aggregates);
        return new SurrogateState() {
            @Override
            public double value() {
                values.incrementAndGet();
                return state.value();
            }

            @Override
            public double predictorValue() {
                return state.predictorValue();
            }

            @Override
            public double aggregate(int i) {
                return state.aggregate(i);
            }

            @Override
            public void set(int aggregate, double value) {
                state.set(aggregate, value);
            }

            @Override
            public int mark() {
                return state.mark();
            }

            @Override
            public void rollback(int mark) {
                state.rollback(mark);
            }

            @Override
            public void commit(int mark) {
                state.commit(mark);
            }
        };
    }
}
