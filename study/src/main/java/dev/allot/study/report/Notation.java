package dev.allot.study.report;

import dev.allot.study.Estimate;
import dev.allot.study.StudySummary;
import dev.allot.study.page.Decimals;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How the numbers of one study are written throughout its report.
 *
 * @param scores predicted, realised and differences of them
 * @param costs in the sources' cost units
 */
record Notation(Decimals scores, Decimals costs) {
    private static final int FIGURES = 4;

    /** Four figures for the greatest score and cost; bounds do not count, since a weak one may be large. */
    static Notation of(StudySummary summary) {
        Stream<Function<StudySummary.Strategy, @Nullable Estimate>> scores =
                Stream.of(StudySummary.Strategy::predicted, StudySummary.Strategy::realised);
        Decimals scoreDecimals = Decimals.significant(
                FIGURES,
                scores.flatMap(score -> summary.strategies().stream().map(score))
                        .filter(Objects::nonNull)
                        .mapToDouble(Estimate::mean));
        Decimals costDecimals = Decimals.significant(
                FIGURES, summary.strategies().stream().mapToDouble(s -> s.cost().mean()));
        return new Notation(scoreDecimals, costDecimals);
    }
}
