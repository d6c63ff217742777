package dev.allot.study.report;

import dev.allot.study.Estimate;
import dev.allot.study.ReplicatedNoise;
import dev.allot.study.ReplicatedNoise.Misfit;
import dev.allot.study.StudySummary;
import dev.allot.study.page.Decimals;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a study found, in plain sentences computed from its numbers. They speak of the chosen strategy only: the best of several strategies,
 * picked cell by cell after seeing the scores, would look better than any of them is.
 */
public final class Findings {
    /** Of intervals of 90 %, the share to hold from which on they are as good as their word. */
    private static final double TRUSTED = 0.8;

    /** Of scores beyond the intervals, how many times more on one side than on the other say that it is not their width alone. */
    private static final double LOPSIDED = 3;

    /** Of a test, from which probability on chance is not taken for the cause. */
    private static final double UNLIKELY = 0.05;

    /** Probabilities below are said to be. */
    private static final double LEAST = 0.001;

    private final StudySummary summary;
    private final Notation notation;

    private Findings(StudySummary summary) {
        this.summary = summary;
        this.notation = Notation.of(summary);
    }

    /** Two to four sentences, as plain text that is not escaped for HTML. */
    public static List<String> of(StudySummary summary) {
        return new Findings(summary).sentences();
    }

    private List<String> sentences() {
        List<StudySummary.Strategy> chosen = rows(Role.CHOSEN);
        if (chosen.isEmpty()) {
            return List.of(summary.chosen() + " found no mix at any budget, so there is no finding.");
        }
        List<Scored> scored = scored(chosen);
        if (scored.isEmpty()) {
            return List.of("None of the mixes that " + summary.chosen()
                    + " chose could be evaluated, so what they are worth is not known.");
        }
        Scored best = best(scored);
        List<String> sentences = new ArrayList<>();
        sentences.add(score(best, chosen.size()));
        sentences.add(gain(best.row().gain()));
        otherBudgets(best, chosen).ifPresent(sentences::add);
        alternatives(best).ifPresent(sentences::add);
        return sentences;
    }

    /** A row whose mixes were evaluated. */
    private record Scored(StudySummary.Strategy row, Estimate realised) {
        double cost() {
            return row.cost().mean();
        }
    }

    private List<StudySummary.Strategy> rows(Role role) {
        return summary.strategies().stream()
                .filter(row -> Role.of(row, summary) == role)
                .toList();
    }

    private static List<Scored> scored(List<StudySummary.Strategy> rows) {
        List<Scored> scored = new ArrayList<>();
        for (StudySummary.Strategy row : rows) {
            Estimate realised = row.realised();
            if (realised != null && Double.isFinite(realised.mean())) {
                scored.add(new Scored(row, realised));
            }
        }
        return scored;
    }

    /** Of equal scores the cheaper. */
    private static Scored best(List<Scored> scored) {
        return scored.stream()
                .max(Comparator.comparingDouble((Scored s) -> s.realised().mean())
                        .thenComparing(Scored::cost, Comparator.reverseOrder()))
                .orElseThrow();
    }

    private String score(Scored best, int budgets) {
        String name = summary.chosen();
        String budget = Decimals.share(best.row().share());
        return (budgets > 1
                        ? "Of its budgets " + name + " did best at " + budget + ", where its mixes"
                        : "At a budget of " + budget + " the mixes of " + name)
                + " scored " + estimate(best.realised())
                + (summary.heldOut() > 0 ? " on held-out pairs" : " by the study's evaluator")
                + ", at a cost of " + notation.costs().format(best.cost()) + ".";
    }

    private String gain(@Nullable Estimate gain) {
        if (gain == null) {
            return "There are no random mixes to compare it with, so what the choice of instances adds is not known.";
        }
        String random = " random mixes of the same budget";
        if (gain.values() < 2) {
            String amount = notation.scores().format(Math.abs(gain.mean()));
            String comparison = gain.mean() > 0
                    ? "That is " + amount + " above" + random
                    : (gain.mean() < 0 ? "That is " + amount + " below" : "That is no more than") + random
                            + ", which do as well or better";
            return comparison
                    + "; from a single replication there is no interval, so chance cannot be told from effect.";
        }
        String amount = notation.scores().signed(gain.mean()) + " (" + interval(gain, true) + ")";
        return switch (Verdict.of(gain)) {
            case AHEAD -> "The gain over" + random + " is " + amount + "; the interval excludes 0.";
            case BEHIND ->
                "Random mixes of the same budget do better: the gain over them is " + amount
                        + ", and the interval excludes 0.";
            case UNDECIDED ->
                "The gain over" + random + " is " + amount + "; the interval includes 0, so "
                        + (gain.mean() > 0
                                ? "random mixes may do as well."
                                : "nothing speaks for it: random mixes did as well or better on average.");
        };
    }

    /** Whether a gain's interval leaves out zero. */
    private enum Verdict {
        AHEAD("ahead"),
        BEHIND("behind"),
        UNDECIDED("undecided");

        private final String word;

        Verdict(String word) {
            this.word = word;
        }

        static Verdict of(Estimate gain) {
            return gain.values() >= 2 && gain.low() > 0
                    ? AHEAD
                    : gain.values() >= 2 && gain.high() < 0 ? BEHIND : UNDECIDED;
        }
    }

    /** So that the best budget does not stand for all. */
    private Optional<String> otherBudgets(Scored best, List<StudySummary.Strategy> chosen) {
        String list = chosen.stream()
                .filter(row -> !row.equals(best.row()))
                .map(row -> {
                    Estimate gain = row.gain();
                    return gain == null
                            ? "unknown at " + Decimals.share(row.share())
                            : Verdict.of(gain).word + " at " + Decimals.share(row.share()) + " ("
                                    + notation.scores().signed(gain.mean()) + ")";
                })
                .collect(Collectors.joining(", "));
        boolean comparable = chosen.stream().anyMatch(row -> row.gain() != null);
        return list.isEmpty() || !comparable
                ? Optional.empty()
                : Optional.of("Against random mixes at the other budgets it is " + list + ".");
    }

    /** Single sources and cheaper random mixes: what one would rather do if they are as good. */
    private Optional<String> alternatives(Scored best) {
        List<String> parts = new ArrayList<>();
        List<Scored> single = scored(rows(Role.SINGLE_SOURCE));
        if (!single.isEmpty()) {
            parts.add(singleSource(best(single), best));
        }
        scored(rows(Role.RANDOM)).stream()
                .filter(r -> r.row().share() < best.row().share()
                        && r.realised().mean() >= best.realised().mean())
                .min(Comparator.comparingDouble(Scored::cost))
                .ifPresent(r -> parts.add("random mixes did as well or better for less: " + estimate(r.realised())
                        + " at " + Decimals.share(r.row().share())));
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        String sentence = String.join("; ", parts) + ".";
        return Optional.of(Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1));
    }

    private String singleSource(Scored single, Scored best) {
        String what = single.row().name() + ", scored " + estimate(single.realised()) + " at a cost of "
                + notation.costs().format(single.cost());
        if (single.realised().mean() >= best.realised().mean()) {
            String price =
                    single.cost() < best.cost() ? ", for less" : single.cost() > best.cost() ? ", though for more" : "";
            return "a single source did as well or better" + price + ": " + what;
        }
        boolean apart = single.realised().high() < best.realised().low();
        boolean intervals = single.realised().values() > 1 && best.realised().values() > 1;
        return "no single source did as well; the best of them, " + what
                + (intervals && !apart ? " (the intervals overlap)" : "");
    }

    private String estimate(Estimate e) {
        return notation.scores().format(e.mean()) + (e.values() > 1 ? " (" + interval(e, false) + ")" : "");
    }

    private String interval(Estimate e, boolean signed) {
        Decimals d = notation.scores();
        String low = signed ? d.signed(e.low()) : d.format(e.low());
        String high = signed ? d.signed(e.high()) : d.format(e.high());
        return "95\u00a0% interval " + low + " to " + high;
    }

    /** How often realised scores were where they were expected; empty if none was. */
    public static Optional<String> ofIntervals(StudySummary summary) {
        List<StudySummary.Point> points = summary.outcomes().stream()
                .filter(p -> Double.isFinite(p.low()) && Double.isFinite(p.high()) && Double.isFinite(p.realised()))
                .toList();
        if (points.isEmpty()) {
            return Optional.empty();
        }
        long below = points.stream().filter(p -> p.realised() < p.low()).count();
        long above = points.stream().filter(p -> p.realised() > p.high()).count();
        long within = points.size() - below - above;
        String counts = "Of " + points.size() + " realised scores " + share(within, points.size())
                + " are within the 90\u00a0% intervals that the predictor gave for them, " + share(below, points.size())
                + " below, " + share(above, points.size()) + " above";
        return Optional.of(counts + verdict(within, below, above) + ".");
    }

    private static String verdict(long within, long below, long above) {
        if (within >= TRUSTED * (within + below + above)) {
            return "";
        }
        String fault = below >= LOPSIDED * above
                ? "it promises more than comes true, as it was asked for the mixes of which it promises most"
                : above >= LOPSIDED * below ? "it promises less than comes true" : "they are too narrow";
        return ": " + fault + ". Go by realised scores";
    }

    private static String share(long count, int of) {
        return new Decimals(0).percent((double) count / of);
    }

    /** What evaluations of the same mixes tell of noise, and of the predictor beside it; empty if there are none. */
    public static Optional<String> ofNoise(StudySummary summary) {
        ReplicatedNoise noise = summary.noise();
        if (noise == null) {
            return Optional.empty();
        }
        String what = noise.replicates() + (noise.replicates() == 1 ? " evaluation" : " evaluations")
                + " repeated one of " + noise.mixes() + (noise.mixes() == 1 ? " mix" : " mixes");
        if (noise.deviation() == 0) {
            return Optional.of(
                    what + " and gave the same scores: either nothing is random in the evaluator, or it does not"
                            + " heed the seed in ALLOT_SEED. What noise there is they do not say.");
        }
        return Optional.of(what + ": scores of one mix differ by a standard deviation of "
                + Advice.figures(noise.deviation()) + " (95\u00a0% interval " + Advice.figures(noise.low()) + " to "
                + Advice.figures(noise.high()) + "); the predictor takes it for "
                + Advice.figures(noise.predicted()) + misfit(noise.misfit()) + ".");
    }

    private static String misfit(@Nullable Misfit misfit) {
        if (misfit == null) {
            return "";
        }
        String test = " (lack of fit: F\u00a0=\u00a0" + Advice.figures(misfit.ratio()) + ", p\u00a0"
                + (misfit.probability() < LEAST
                        ? "<\u00a0" + plain(LEAST)
                        : "=\u00a0" + Advice.figures(misfit.probability()))
                + ")";
        return misfit.probability() < UNLIKELY
                ? ". It misses mixes by more than this noise explains" + test
                        + ": something in their scores it cannot describe, and more evaluations alone will not mend that"
                : ". What it misses mixes by is no more than this noise explains" + test;
    }

    /** By what routings were chosen, if not by expected scores alone. */
    public static Optional<String> ofCaution(StudySummary summary) {
        List<String> sentences = new ArrayList<>();
        double kappa = summary.caution().kappa();
        if (kappa > 0) {
            sentences.add("Routings were chosen by lower confidence bounds, expected scores less " + plain(kappa)
                    + " of their standard deviations; predicted scores and bounds are of these.");
        }
        Double trust = summary.caution().trust();
        if (trust != null) {
            sentences.add(
                    "They were kept to aggregates that the evaluated mixes reached, the range widened by a factor of "
                            + plain(trust) + ".");
        }
        return sentences.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", sentences));
    }

    private static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    /** Which predictor families were chosen, and how often. */
    static String ofFamilies(StudySummary summary) {
        List<StudySummary.Family> chosen = summary.families().stream()
                .filter(family -> family.chosen() > 0)
                .sorted(Comparator.comparingInt(StudySummary.Family::chosen).reversed())
                .toList();
        if (chosen.isEmpty()) {
            return "No family was chosen.";
        }
        if (summary.replications() == 1) {
            return chosen.get(0).id() + " was chosen, by least cross-validated error.";
        }
        return "Chosen in each replication by least cross-validated error: "
                + chosen.stream()
                        .map(family -> family.id() + " in " + family.chosen() + " of " + summary.replications())
                        .collect(Collectors.joining(", "))
                + ".";
    }
}
