package dev.allot.core.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.allot.core.model.Problem;
import dev.allot.core.model.Solution;
import dev.allot.core.solve.Capability;
import dev.allot.core.testing.RandomProblems.Sample;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The generator and the oracle are what they say: else the contracts would test nothing. */
class RandomProblemsTest {
    private static final List<Sample> ALL = RandomProblems.supported(Capability.all(), 4);

    @Test
    void witnessesAreFeasibleAndContradictionsAreNone() {
        for (Sample sample : ALL) {
            if (sample.witness().isPresent()) {
                assertThat(Solution.of(sample.problem(), sample.witness().get()).violation())
                        .as("%s", sample)
                        .isZero();
            } else {
                assertThat(BruteForce.best(sample.problem())).as("%s", sample).isEmpty();
            }
        }
        assertThat(ALL).anyMatch(s -> s.witness().isEmpty());
    }

    @Test
    void theSameSeedGivesTheSameProblem() {
        List<Sample> again = RandomProblems.supported(Capability.all(), 4);
        for (int k = 0; k < ALL.size(); k++) {
            Problem a = ALL.get(k).problem();
            Problem b = again.get(k).problem();
            assertThat(again.get(k).name()).isEqualTo(ALL.get(k).name());
            assertThat(Solution.of(b, b.lowerBounds()).objective())
                    .isEqualTo(Solution.of(a, a.lowerBounds()).objective());
        }
        assertThat(ALL.stream().map(Sample::name)).doesNotHaveDuplicates();
    }

    @Test
    void everyCapabilityIsAskedForAndNoneThatIsNotOffered() {
        Set<Capability> asked = EnumSet.noneOf(Capability.class);
        ALL.forEach(s -> asked.addAll(Capability.requiredBy(s.problem())));
        assertThat(asked).isEqualTo(Capability.all());
        for (Capability missing : Capability.values()) {
            Set<Capability> offered = EnumSet.complementOf(EnumSet.of(missing));
            assertThat(RandomProblems.supported(offered, 1))
                    .isNotEmpty()
                    .noneMatch(s -> Capability.requiredBy(s.problem()).contains(missing));
        }
    }

    @Test
    void everyKindOfBoundAndConstraintComesUp() {
        boolean negative = false;
        boolean fixed = false;
        boolean equality = false;
        boolean range = false;
        boolean floor = false;
        boolean cap = false;
        for (Sample sample : ALL) {
            Problem p = sample.problem();
            for (int j = 0; j < p.variableCount(); j++) {
                negative |= p.lower(j) < 0;
                fixed |= p.lower(j) == p.upper(j);
            }
            for (int i = 0; i < p.constraintCount(); i++) {
                boolean below = p.constraintLower(i) > Double.NEGATIVE_INFINITY;
                boolean above = p.constraintUpper(i) < Double.POSITIVE_INFINITY;
                equality |= p.constraintLower(i) == p.constraintUpper(i);
                range |= below && above && p.constraintLower(i) < p.constraintUpper(i);
                floor |= below && !above;
                cap |= above && !below;
            }
        }
        assertThat(new boolean[] {negative, fixed, equality, range, floor, cap}).doesNotContain(false);
    }

    @Test
    void bruteForceFindsTheOptimumOfAKnapsack() {
        Sample sample = RandomProblems.small(RandomProblems.Objective.NONE, 2, 0, 0, false)
                .draw(1);
        Problem p = sample.problem();
        double most = p.constant();
        for (int j = 0; j < 2; j++) {
            most += Math.max(p.linear(j) * p.lower(j), p.linear(j) * p.upper(j));
        }
        assertThat(BruteForce.best(p).orElseThrow().objective()).isEqualTo(most);
        assertThat(BruteForce.isExact(p)).isTrue();
    }
}
