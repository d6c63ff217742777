package dev.allot.core.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.allot.core.solve.Capability;
import dev.allot.core.solve.SolveOptions;
import dev.allot.core.solve.Solver;
import dev.allot.core.solve.SolverRegistry;
import dev.allot.core.solve.UnsupportedProblemException;
import dev.allot.core.testing.RandomProblems.Sample;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The part of {@link SolverContract} on what a solver says of itself: id, constructor, registration, capabilities. */
abstract class SolverIdentityContract {
    /** The solver under test. */
    protected abstract Solver solver();

    @Test
    void idIsLowerCaseWithHyphens() {
        assertThat(solver().id()).matches("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    }

    @Test
    void descriptionIsOneLine() {
        assertThat(solver().description()).isNotBlank().doesNotContain("\n");
    }

    @Test
    void hasPublicConstructorWithoutArguments() throws ReflectiveOperationException {
        Class<? extends Solver> type = solver().getClass();
        assertThat(Modifier.isPublic(type.getModifiers())).as("public class").isTrue();
        assertThat(type.getConstructor().newInstance().id()).isEqualTo(solver().id());
    }

    @Test
    void isImmutable() {
        Class<? extends Solver> type = solver().getClass();
        assertThat(type.isRecord() || allFinal(type))
                .as("a record, or all fields final")
                .isTrue();
    }

    private static boolean allFinal(Class<?> type) {
        return type == null
                || type == Object.class
                || Arrays.stream(type.getDeclaredFields()).allMatch(f -> Modifier.isFinal(f.getModifiers()))
                        && allFinal(type.getSuperclass());
    }

    @Test
    void isFoundUnderItsId() {
        assumeThat(solver().getClass().getPackageName())
                .as("core registers no solver")
                .doesNotStartWith("dev.allot.core");
        assertThat(SolverRegistry.load().find(solver().id()))
                .get()
                .extracting(Object::getClass)
                .isEqualTo(solver().getClass());
    }

    @Test
    void refusesWhatItDoesNotSupportByName() {
        for (Capability missing : EnumSet.complementOf(EnumSet.copyOf(solver().capabilities()))) {
            Optional<Sample> unsupported = RandomProblems.supported(Capability.all(), 1).stream()
                    .filter(s -> Capability.requiredBy(s.problem()).contains(missing))
                    .findFirst();
            assertThat(unsupported).as("a problem with %s", missing).isPresent();
            assertThatThrownBy(() -> solver().solve(unsupported.get().problem(), SolveOptions.defaults()))
                    .as("%s", missing)
                    .isInstanceOf(UnsupportedProblemException.class)
                    .hasMessageContaining(solver().id())
                    .hasMessageContaining(missing.description());
        }
    }
}
