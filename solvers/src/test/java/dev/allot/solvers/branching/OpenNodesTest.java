package dev.allot.solvers.branching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.allot.core.model.Problem;
import dev.allot.core.solve.RootBound;
import dev.allot.core.surrogate.TreeEnsemble;
import dev.allot.core.testing.RandomProblems;
import dev.allot.core.testing.RandomProblems.Objective;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenNodesTest {
    private final Node root = node(9);
    private final OpenNodes open = new OpenNodes(root);

    private static Node node(double bound) {
        Problem problem =
                RandomProblems.small(Objective.TREES, 4, 0, 0, false).draw(1).problem();
        TreeEnsemble trees = (TreeEnsemble) problem.surrogate().orElseThrow();
        Cells cells = Cells.of(problem, trees, RootBound.reachable(problem));
        return new Node(Domain.all(cells), bound, Multipliers.none(cells.aggregates(), 0), RecentRounds.none(cells), 0);
    }

    @Test
    void whatIsTakenCountsUntilItIsReplaced() {
        assertThat(open.take()).contains(root);
        assertThat(open.take()).isEmpty();
        assertThat(open.bound()).isEqualTo(9);
        assertThat(open.isExhausted()).isFalse();
        open.replace(root, List.of());
        assertThat(open.bound()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(open.isExhausted()).isTrue();
    }

    @Test
    void theGreatestBoundComesFirst() {
        Node low = node(3);
        Node high = node(5);
        open.replace(open.take().orElseThrow(), List.of(low, high));
        assertThat(open.bound()).isEqualTo(5);
        assertThat(open.take()).contains(high);
        assertThat(open.take()).contains(low);
        open.replace(high, List.of());
        assertThat(open.bound()).isEqualTo(3);
    }

    @Test
    void whatCannotBeClosedStaysInTheBound() {
        open.take();
        open.leave(4);
        open.replace(root, List.of());
        assertThat(open.isExhausted()).isTrue();
        assertThat(open.bound()).isEqualTo(4);
        assertThat(open.unresolved()).isEqualTo(4);
    }
}
