package dev.allot.benchmarks.peers;

import ai.timefold.solver.core.api.domain.entity.PlanningEntity;
import ai.timefold.solver.core.api.domain.lookup.PlanningId;
import ai.timefold.solver.core.api.domain.solution.PlanningEntityCollectionProperty;
import ai.timefold.solver.core.api.domain.solution.PlanningScore;
import ai.timefold.solver.core.api.domain.solution.PlanningSolution;
import ai.timefold.solver.core.api.domain.valuerange.CountableValueRange;
import ai.timefold.solver.core.api.domain.valuerange.ValueRangeFactory;
import ai.timefold.solver.core.api.domain.valuerange.ValueRangeProvider;
import ai.timefold.solver.core.api.domain.variable.PlanningVariable;
import ai.timefold.solver.core.api.score.buildin.hardsoftlong.HardSoftLongScore;
import dev.allot.core.model.Problem;
import dev.allot.core.solve.SolveSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A point of a problem in Timefold's terms: one entity for each variable that can move. */
@PlanningSolution
public class TimefoldPlan {
    private @Nullable Run run;
    private List<Choice> choices = new ArrayList<>();
    private @Nullable HardSoftLongScore score;

    /** What all clones of a plan share. */
    static final class Run {
        private final Problem problem;
        private final SolveSession session;
        private Runnable onStop = () -> {};

        Run(Problem problem, SolveSession session) {
            this.problem = problem;
            this.session = session;
        }

        Problem problem() {
            return problem;
        }

        SolveSession session() {
            return session;
        }

        void stop() {
            onStop.run();
        }
    }

    /** For Timefold, which clones plans. */
    public TimefoldPlan() {}

    static TimefoldPlan of(Problem problem, SolveSession session) {
        TimefoldPlan plan = new TimefoldPlan();
        plan.run = new Run(problem, session);
        for (int j = 0; j < problem.variableCount(); j++) {
            if (problem.lower(j) < problem.upper(j)) {
                plan.choices.add(new Choice(j, (int) problem.lower(j), (int) problem.upper(j)));
            }
        }
        return plan;
    }

    void onStop(Runnable action) {
        run().onStop = action;
    }

    Run run() {
        return Objects.requireNonNull(run);
    }

    /** The entities. */
    @PlanningEntityCollectionProperty
    public List<Choice> getChoices() {
        return choices;
    }

    /** For Timefold. */
    public void setChoices(List<Choice> choices) {
        this.choices = choices;
    }

    /** For Timefold. */
    @PlanningScore
    public @Nullable HardSoftLongScore getScore() {
        return score;
    }

    /** For Timefold. */
    public void setScore(@Nullable HardSoftLongScore score) {
        this.score = score;
    }

    /** A variable. */
    @PlanningEntity
    public static class Choice {
        private int index;
        private int least;
        private int most;
        private @Nullable Integer value;

        /** For Timefold. */
        public Choice() {}

        Choice(int index, int least, int most) {
            this.index = index;
            this.least = least;
            this.most = most;
            value = least;
        }

        /** The variable's index. */
        @PlanningId
        public int getIndex() {
            return index;
        }

        /** The values it can take. */
        @ValueRangeProvider
        public CountableValueRange<Integer> getRange() {
            return ValueRangeFactory.createIntValueRange(least, most + 1);
        }

        /** Its value. */
        @PlanningVariable
        public @Nullable Integer getValue() {
            return value;
        }

        /** For Timefold. */
        public void setValue(@Nullable Integer value) {
            this.value = value;
        }
    }
}
