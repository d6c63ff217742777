package dev.allot.benchmarks.peers;

import ai.timefold.solver.core.api.score.buildin.hardsoftlong.HardSoftLongScore;
import ai.timefold.solver.core.api.score.calculator.IncrementalScoreCalculator;
import dev.allot.benchmarks.peers.TimefoldPlan.Choice;
import dev.allot.core.score.ScoreState;
import dev.allot.core.solve.RootBound;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Our incremental score as Timefold's. Constructed by Timefold. */
public class TimefoldScore implements IncrementalScoreCalculator<TimefoldPlan, HardSoftLongScore> {
    private TimefoldPlan.@Nullable Run run;
    private @Nullable ScoreState state;
    private double scale;

    /** For Timefold. */
    public TimefoldScore() {}

    @Override
    public void resetWorkingSolution(TimefoldPlan plan) {
        TimefoldPlan.Run current = plan.run();
        run = current;
        double[] values = current.problem().lowerBounds();
        for (Choice choice : plan.getChoices()) {
            values[choice.getIndex()] = Objects.requireNonNull(choice.getValue());
        }
        state = ScoreState.at(current.problem(), values);
        double most = Math.abs(RootBound.of(current.problem()));
        scale = Math.scalb(1.0, 40 - Math.max(0, Math.getExponent(Math.max(1, most))));
    }

    @Override
    public void afterVariableChanged(Object entity, String variable) {
        Choice choice = (Choice) entity;
        Objects.requireNonNull(state).set(choice.getIndex(), Objects.requireNonNull(choice.getValue()));
    }

    @Override
    public HardSoftLongScore calculateScore() {
        TimefoldPlan.Run current = Objects.requireNonNull(run);
        ScoreState at = Objects.requireNonNull(state);
        if (current.session().tryEvaluate()) {
            current.session().offer(at);
        } else {
            current.stop();
        }
        return TimefoldPeer.score(at.violation(), at.objective(), scale);
    }

    @Override
    public void beforeVariableChanged(Object entity, String variable) {}

    @Override
    public void beforeEntityAdded(Object entity) {}

    @Override
    public void afterEntityAdded(Object entity) {}

    @Override
    public void beforeEntityRemoved(Object entity) {}

    @Override
    public void afterEntityRemoved(Object entity) {}
}
