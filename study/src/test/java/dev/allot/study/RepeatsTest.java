package dev.allot.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.allot.core.routing.Routing;
import dev.allot.core.routing.Source;
import dev.allot.core.solve.SolveOptions;
import dev.allot.study.design.DirectionDesign;
import dev.allot.study.design.InformationDesign;
import dev.allot.study.design.MixDesign;
import dev.allot.study.evaluate.Evaluation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RepeatsTest {
    private static final List<Source> SOURCES = List.of(new Source("lm", 0), new Source("human", 1));

    private static Routing mix(int number) {
        return Routing.of(
                SOURCES, IntStream.range(0, 10).map(b -> number >> b & 1).toArray());
    }

    private static List<Evaluation> mixes(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Evaluation.first(mix(i)))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static List<Integer> numbers(List<Evaluation> repeats) {
        return repeats.stream()
                .map(each -> IntStream.range(0, 1024)
                        .filter(i -> mix(i).equals(each.mix()))
                        .findFirst()
                        .orElseThrow())
                .toList();
    }

    private static List<Evaluation> next(MixDesign design, List<Evaluation> chosen, int count) {
        return new Repeats(design, chosen, mix -> true).next(count);
    }

    @Test
    void repeatsLieInTheMiddleOfTheLongestStretch() {
        List<Evaluation> again = next(new DirectionDesign(), mixes(7), 3);
        assertThat(numbers(again)).containsExactly(3, 1, 5);
        assertThat(again).extracting(Evaluation::number).containsOnly(2);
    }

    @Test
    void everyOtherIsTheLatestPilot() {
        MixDesign design = new InformationDesign();
        List<Integer> again = numbers(next(design, mixes(80), 8));
        assertThat(IntStream.of(1, 3, 5, 7).map(again::get)).containsExactly(79, 69, 59, 49);
        assertThat(again.get(0)).isEqualTo(39);
        assertThat(again.get(2)).isBetween(10, 30);
    }

    @Test
    void whatFailedIsNotRepeatedAndAllOthersAreBeforeAnyIsAThirdTime() {
        List<Evaluation> chosen = mixes(5);
        List<Evaluation> again = new Repeats(new DirectionDesign(), chosen, mix -> !mix.equals(mix(2))).next(9);
        assertThat(numbers(again)).doesNotContain(2);
        assertThat(numbers(again).subList(0, 4)).containsExactlyInAnyOrder(0, 1, 3, 4);
        assertThat(again.stream().map(Evaluation::number)).containsExactly(2, 2, 2, 2, 3, 3, 3, 3, 4);
        assertThat(again).doesNotHaveDuplicates();
        assertThat(new Repeats(new DirectionDesign(), chosen, mix -> false).next(3))
                .isEmpty();
    }

    /** A study chooses in batches; where it stops and goes on plays no part. */
    @Test
    void repeatsAreSpreadOverAllMixesAndGoOnFromWhatIsChosen() {
        LoopSettings settings = settings(100, 20);
        List<Evaluation> chosen = run(settings, new ArrayList<>());
        List<Integer> again =
                numbers(chosen.stream().filter(Evaluation::isReplicate).toList());
        assertThat(again).hasSize(20).doesNotHaveDuplicates();
        // In each quarter of the mixes that were chosen.
        Set<Integer> quarters = again.stream().map(i -> i / 20).collect(Collectors.toSet());
        assertThat(quarters).containsExactlyInAnyOrder(0, 1, 2, 3);
        // Mixes 49, 59 and 69; of the last ones, 79 comes too late.
        assertThat(again).contains(49, 59, 69);
        assertThat(run(settings, new ArrayList<>(chosen.subList(0, 70)))).isEqualTo(chosen);
        List<Evaluation> more = run(settings(200, 40), new ArrayList<>(chosen));
        assertThat(more.subList(0, 100)).isEqualTo(chosen);
        assertThat(more.subList(100, 200).stream().filter(Evaluation::isReplicate))
                .hasSize(20);
        assertThat(run(settings(200, 20), new ArrayList<>(chosen)).stream().filter(Evaluation::isReplicate))
                .hasSize(20);
    }

    @Test
    void aStudyWithoutRepeatsMakesUpForThem() {
        List<Evaluation> chosen = run(settings(120, 20), mixes(100));
        assertThat(chosen.subList(100, 120)).allMatch(Evaluation::isReplicate);
    }

    private static List<Evaluation> run(LoopSettings settings, List<Evaluation> chosen) {
        while (chosen.size() < settings.evaluations()) {
            int size = chosen.size();
            int batch = size < settings.first()
                    ? settings.first() - size
                    : Math.min(settings.batch(), settings.evaluations() - size);
            Repeats repeats = new Repeats(settings.design(), chosen, mix -> true);
            int due = Repeats.due(settings, size + batch) - repeats.done();
            List<Evaluation> again = repeats.next(Math.max(0, Math.min(due, batch)));
            int mixes = (int) chosen.stream().filter(e -> !e.isReplicate()).count();
            chosen.addAll(again);
            for (int i = 0; i < batch - again.size(); i++) {
                chosen.add(Evaluation.first(mix(mixes + i)));
            }
        }
        return chosen;
    }

    private static LoopSettings settings(int evaluations, int replicates) {
        return new LoopSettings(
                        new InformationDesign(),
                        evaluations,
                        40,
                        10,
                        List.of(0.5),
                        List.of(),
                        5,
                        List.of(),
                        SolveOptions.defaults(),
                        0,
                        Caution.NONE)
                .repeating(replicates);
    }

    @Test
    void soManyThatTooFewMixesAreLeftAreRefused() {
        assertThat(settings(30, 20).first()).isEqualTo(10);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(30, 21))
                .withMessage(
                        "21 of 30 evaluations cannot repeat one; at most 20 can, as the others must be enough to learn from");
    }
}
