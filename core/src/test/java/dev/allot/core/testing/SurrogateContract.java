package dev.allot.core.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.allot.core.surrogate.Box;
import dev.allot.core.surrogate.Interval;
import dev.allot.core.surrogate.SparseColumns;
import dev.allot.core.surrogate.Surrogate;
import dev.allot.core.surrogate.SurrogateState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every surrogate owes solvers: state and value agree, enclosures enclose, nothing is shared with the caller. */
public abstract class SurrogateContract {
    private static final int STEPS = 2_000;

    /** The surrogate under test; another one for another generator state. */
    protected abstract Surrogate surrogate(SplittableRandom random);

    /** Aggregates are drawn from this interval in every dimension: integers, half-integers and others. */
    protected Interval range() {
        return new Interval(-4, 8);
    }

    /**
     * How far the state's value may drift from {@link Surrogate#value} along 2,000 moves, relative to max(1, |value|); 0 if it must be equal
     * bit for bit. After a rollback it must be so in any case.
     */
    protected double drift() {
        return 1e-9;
    }

    /** How far {@link Surrogate#predictorValue} may be from {@link Surrogate#value}, relative to max(1, |value|). */
    protected double predictorTolerance() {
        return 1e-9;
    }

    /** Greatest width of the enclosure of a single point, relative to max(1, |value|). */
    protected double widthAtPoint() {
        return 1e-6;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void stateFollowsValueAlongARandomWalk(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Surrogate surrogate = surrogate(random);
        double[] z = point(random, surrogate.dimension());
        SurrogateState state = surrogate.stateAt(z);
        assertThat(state.value()).isEqualTo(surrogate.value(z));
        Deque<Scope> open = new ArrayDeque<>();
        for (int step = 0; step < STEPS && z.length > 0; step++) {
            int what = random.nextInt(20);
            if (what == 0 && open.size() < 6) {
                open.push(new Scope(state.mark(), z.clone(), state.value()));
            } else if (what == 1 && !open.isEmpty()) {
                Scope scope = pop(open, random);
                state.rollback(scope.mark());
                z = scope.aggregates();
                assertThat(state.value()).isEqualTo(scope.value());
            } else if (what == 2 && !open.isEmpty()) {
                state.commit(pop(open, random).mark());
            } else {
                int i = random.nextInt(z.length);
                z[i] = coordinate(random);
                state.set(i, z[i]);
            }
            double value = surrogate.value(z);
            assertThat(state.value()).isCloseTo(value, within(drift() * Math.max(1, Math.abs(value))));
        }
    }

    /** Columns are added and peeked at, alone and in pairs; a peek changes nothing and foretells what adding gives. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void peeksForetellAndLeaveAllAsItWas(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Surrogate surrogate = surrogate(random);
        double[] z = point(random, surrogate.dimension());
        SurrogateState state = surrogate.stateAt(z);
        RandomColumns columns = new RandomColumns(random, surrogate.dimension(), seed % 2 == 0);
        for (int step = 0; step < STEPS; step++) {
            int a = random.nextInt(RandomColumns.COUNT);
            int b = (a + random.nextInt(1, RandomColumns.COUNT)) % RandomColumns.COUNT;
            double changeA = random.nextInt(-2, 3);
            double changeB = random.nextBoolean() ? random.nextInt(-2, 3) : 0.5;
            double before = state.value();
            double one = state.peek(columns, a, changeA);
            double two = state.peek(columns, a, changeA, b, changeB);
            assertThat(state.value()).isEqualTo(before);
            assertStateAt(state, surrogate, z);
            double[] moved = columns.added(z, a, changeA);
            assertClose(one, surrogate.value(moved));
            assertClose(two, surrogate.value(columns.added(moved, b, changeB)));
            if (random.nextInt(3) == 0 && isInRange(moved)) {
                state.add(columns, a, changeA);
                z = moved;
                assertStateAt(state, surrogate, z);
            }
        }
    }

    /** The state for integers agrees with the values along a walk over integers: moves, columns, peeks, rollbacks and commits. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void stateAtIntegersFollowsValueAlongARandomWalk(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Surrogate surrogate = surrogate(random);
        double[] z = new double[surrogate.dimension()];
        Arrays.setAll(z, i -> integer(random));
        SurrogateState state = surrogate.stateAtIntegers(z);
        RandomColumns columns = new RandomColumns(random, z.length, seed % 2 == 0);
        Deque<Scope> open = new ArrayDeque<>();
        for (int step = 0; step < STEPS && z.length > 0; step++) {
            int what = random.nextInt(10);
            if (what == 0 && open.size() < 6) {
                open.push(new Scope(state.mark(), z.clone(), state.value()));
            } else if (what == 1 && !open.isEmpty()) {
                Scope scope = pop(open, random);
                state.rollback(scope.mark());
                z = scope.aggregates();
                assertThat(state.value()).isEqualTo(scope.value());
            } else if (what == 2 && !open.isEmpty()) {
                state.commit(pop(open, random).mark());
            } else if (what <= 4) {
                int i = random.nextInt(z.length);
                z[i] = integer(random);
                state.set(i, z[i]);
            } else {
                int a = random.nextInt(RandomColumns.COUNT);
                int b = (a + 1) % RandomColumns.COUNT;
                double change = columns.integerChange(random);
                double otherChange = columns.integerChange(random);
                double[] moved = columns.added(z, a, change);
                assertClose(state.peek(columns, a, change), surrogate.value(moved));
                assertClose(
                        state.peek(columns, a, change, b, otherChange),
                        surrogate.value(columns.added(moved, b, otherChange)));
                double[] both = columns.added(moved, b, otherChange);
                if (isInRange(both)) {
                    state.add(columns, new int[] {a, b}, new double[] {change, otherChange}, 2);
                    z = both;
                } else if (isInRange(moved)) {
                    state.add(columns, a, change);
                    z = moved;
                }
            }
            assertStateAt(state, surrogate, z);
        }
    }

    private double integer(SplittableRandom random) {
        return random.nextInt((int) range().lower(), (int) range().upper() + 1);
    }

    private void assertStateAt(SurrogateState state, Surrogate surrogate, double[] z) {
        assertClose(state.value(), surrogate.value(z));
        for (int i = 0; i < z.length; i++) {
            assertThat(state.aggregate(i)).isEqualTo(z[i]);
        }
        assertThat(state.predictorValue()).isEqualTo(surrogate.predictorValue(z));
    }

    private void assertClose(double actual, double expected) {
        assertThat(actual).isCloseTo(expected, within(drift() * Math.max(1, Math.abs(expected))));
    }

    private boolean isInRange(double[] z) {
        return Arrays.stream(z).allMatch(range()::contains);
    }

    /** A mark with what must be there again after its rollback. */
    private record Scope(int mark, double[] aggregates, double value) {}

    /** Closes a random open scope and with it those inside. */
    private static Scope pop(Deque<Scope> open, SplittableRandom random) {
        Scope scope = open.pop();
        while (!open.isEmpty() && random.nextInt(3) == 0) {
            scope = open.pop();
        }
        return scope;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void marksThatAreNotOpenAreRefused(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Surrogate surrogate = surrogate(random);
        SurrogateState state = surrogate.stateAt(point(random, surrogate.dimension()));
        assertThatThrownBy(() -> state.rollback(0)).isInstanceOf(IllegalStateException.class);
        int mark = state.mark();
        state.commit(mark);
        assertThatThrownBy(() -> state.commit(mark)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> state.rollback(-1)).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void enclosureHoldsForPointsOfTheBox(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Surrogate surrogate = surrogate(random);
        for (int b = 0; b < 60; b++) {
            double[] one = point(random, surrogate.dimension());
            double[] other = point(random, surrogate.dimension());
            double[] lower = new double[one.length];
            double[] upper = new double[one.length];
            for (int i = 0; i < one.length; i++) {
                boolean flat = random.nextInt(4) == 0;
                lower[i] = flat ? one[i] : Math.min(one[i], other[i]);
                upper[i] = flat ? one[i] : Math.max(one[i], other[i]);
            }
            Interval enclosure = surrogate.enclosure(Box.of(lower, upper));
            for (int p = 0; p < 60; p++) {
                double[] z = new double[one.length];
                for (int i = 0; i < z.length; i++) {
                    z[i] = between(random, lower[i], upper[i]);
                }
                assertThat(enclosure.contains(surrogate.value(z)))
                        .as("%s of %s in %s", surrogate.value(z), Arrays.toString(z), enclosure)
                        .isTrue();
            }
        }
    }

    /** The ends, an integer between them, or any number between them. */
    private static double between(SplittableRandom random, double lower, double upper) {
        return switch (random.nextInt(4)) {
            case 0 -> lower;
            case 1 -> upper;
            case 2 -> Math.max(lower, Math.floor(random.nextDouble(lower, Math.nextUp(upper))));
            default -> Math.min(upper, random.nextDouble(lower, Math.nextUp(upper)));
        };
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void enclosureOfAPointIsItsValue(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Surrogate surrogate = surrogate(random);
        for (int k = 0; k < 100; k++) {
            double[] z = point(random, surrogate.dimension());
            double value = surrogate.value(z);
            Interval enclosure = surrogate.enclosure(Box.of(z, z));
            assertThat(enclosure.contains(value))
                    .as("%s in %s", value, enclosure)
                    .isTrue();
            assertThat(enclosure.upper() - enclosure.lower())
                    .isLessThanOrEqualTo(widthAtPoint() * Math.max(1, Math.abs(value)));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void predictorValueIsCloseToValue(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Surrogate surrogate = surrogate(random);
        for (int k = 0; k < 200; k++) {
            double[] z = point(random, surrogate.dimension());
            double value = surrogate.value(z);
            assertThat(surrogate.predictorValue(z))
                    .isCloseTo(value, within(predictorTolerance() * Math.max(1, Math.abs(value))));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void sharesNoArrayWithTheCaller(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Surrogate surrogate = surrogate(random);
        double[] z = point(random, surrogate.dimension());
        double[] before = z.clone();
        double value = surrogate.value(z);
        SurrogateState state = surrogate.stateAt(z);
        for (int i = 0; i < z.length; i++) {
            state.set(i, coordinate(random));
        }
        surrogate.predictorValue(z);
        assertThat(z).isEqualTo(before);
        SurrogateState other = surrogate.stateAt(z);
        Arrays.fill(z, range().upper());
        assertThat(other.value()).isEqualTo(value);
        if (z.length > 0) {
            other.set(0, before[0]);
            assertThat(other.value()).isEqualTo(value);
        }
        assertThat(surrogate.value(before)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void worksFromSeveralThreadsAtOnce(long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        Surrogate surrogate = surrogate(random);
        List<double[]> points = IntStream.range(0, 200)
                .mapToObj(i -> point(random, surrogate.dimension()))
                .toList();
        Callable<List<Double>> work = () -> {
            List<Double> values = new ArrayList<>();
            SurrogateState state = surrogate.stateAt(points.get(0));
            for (double[] z : points) {
                values.add(surrogate.value(z));
                values.add(surrogate.predictorValue(z));
                values.add(surrogate.enclosure(Box.of(z, z)).upper());
                for (int i = 0; i < z.length; i++) {
                    state.set(i, z[i]);
                }
                values.add(state.value());
            }
            return values;
        };
        List<Double> expected = work.call();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (Future<List<Double>> values : threads.invokeAll(List.of(work, work, work, work))) {
                assertThat(values.get()).isEqualTo(expected);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** Columns of few entries; of ones if so asked. */
    private static final class RandomColumns implements SparseColumns {
        static final int COUNT = 12;

        private final boolean unit;
        private final int[] start = new int[COUNT + 1];
        private final List<Integer> rows = new ArrayList<>();
        private final List<Double> values = new ArrayList<>();

        RandomColumns(SplittableRandom random, int dimension, boolean unit) {
            this.unit = unit;
            for (int c = 0; c < COUNT; c++) {
                for (int i = 0; i < dimension; i++) {
                    if (random.nextBoolean()) {
                        rows.add(i);
                        values.add(unit ? 1.0 : random.nextInt(-4, 5) / 2.0);
                    }
                }
                start[c + 1] = rows.size();
            }
        }

        double[] added(double[] z, int column, double change) {
            double[] moved = z.clone();
            for (int p = start[column]; p < start[column + 1]; p++) {
                moved[rows.get(p)] += change * values.get(p);
            }
            return moved;
        }

        /** A multiple of any column by it has integers only. */
        double integerChange(SplittableRandom random) {
            return unit ? random.nextInt(-2, 3) : 2 * random.nextInt(-1, 2);
        }

        @Override
        public int start(int column) {
            return start[column];
        }

        @Override
        public int row(int position) {
            return rows.get(position);
        }

        @Override
        public double value(int position) {
            return values.get(position);
        }

        @Override
        public boolean isUnit() {
            return unit;
        }
    }

    private double[] point(SplittableRandom random, int dimension) {
        double[] z = new double[dimension];
        Arrays.setAll(z, i -> coordinate(random));
        return z;
    }

    private double coordinate(SplittableRandom random) {
        double any = random.nextDouble(range().lower(), range().upper());
        return switch (random.nextInt(4)) {
            case 0, 1 -> Math.ceil(any);
            case 2 -> Math.ceil(any) - 0.5;
            default -> any;
        };
    }
}
