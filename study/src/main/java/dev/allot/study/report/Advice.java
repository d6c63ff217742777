package dev.allot.study.report;

import dev.allot.study.StudySummary;
import dev.allot.study.budget.BudgetFindings;
import dev.allot.study.budget.BudgetFindings.Recommendation;
import dev.allot.study.budget.BudgetFindings.TagGain;
import dev.allot.study.budget.Credible;
import dev.allot.study.page.Decimals;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What to spend, on what, and why: in plain sentences computed from a study's numbers. */
public final class Advice {
    private static final int MOST_TAGS = 5;
    private static final double LABELS = 100;

    private final StudySummary summary;
    private final BudgetFindings budget;
    private final Notation notation;

    private Advice(StudySummary summary) {
        this.summary = summary;
        this.budget = summary.budget();
        this.notation = Notation.of(summary);
    }

    /** Some sentences, as plain text that is not escaped for HTML; none if nothing could be scored. */
    public static List<String> of(StudySummary summary) {
        return new Advice(summary).sentences();
    }

    private List<String> sentences() {
        Recommendation r = budget.recommendation();
        if (r == null) {
            return List.of();
        }
        List<String> sentences = new ArrayList<>();
        sentences.add(spend(r));
        nextUnit(r).ifPresent(sentences::add);
        summary.sources().stream().skip(1).forEach(source -> tags(source).ifPresent(sentences::add));
        certain(r).ifPresent(sentences::add);
        return sentences;
    }

    private String spend(Recommendation r) {
        String cost = notation.costs().format(r.cost().mean());
        String score = notation.scores().format(r.score().mean());
        String verb = r.realised() ? " scored " : " are predicted to score ";
        String what = r.strategy().equals(summary.chosen())
                ? "Spend " + cost + ", a budget of " + Decimals.share(r.share()) + ": the mixes of " + r.strategy()
                        + verb + score
                : "Spend " + cost + " and label all by one source (" + r.strategy() + "): it" + verb + score;
        if (r.strategy().equals(r.best()) && r.share() == r.bestShare()) {
            return what + ", the best of all budgets, and none that is cheaper comes within " + within(r) + " of it.";
        }
        String best = notation.scores().format(r.bestScore().mean()) + " ("
                + (r.best().equals(summary.chosen()) ? Decimals.share(r.bestShare()) : r.best()) + ", at a cost of "
                + notation.costs().format(r.bestCost().mean()) + ")";
        return what + ", no more than " + within(r) + " below the best, " + best + ".";
    }

    private String within(Recommendation r) {
        return notation.scores().format(r.within());
    }

    /** The expected price at the recommended budget. */
    private Optional<String> nextUnit(Recommendation r) {
        return at(r).map(certainty -> {
            Credible price = certainty.price();
            // Where the budget binds in few of the draws, their mean is a number that nobody can read anything into.
            return price.high() <= 0
                    ? "By the predictor more money would gain nothing there."
                    : "By the predictor one more cost unit would gain "
                            + figures(price.mean()) + " there (95\u00a0% interval " + figures(price.low()) + " to "
                            + figures(price.high()) + ").";
        });
    }

    private Optional<BudgetFindings.Certainty> at(Recommendation r) {
        return budget.certainties().stream()
                .filter(c -> r.strategy().equals(summary.chosen()) && c.share() == r.share())
                .findFirst();
    }

    /** The tags that profit most and least from a source. */
    private Optional<String> tags(String source) {
        List<TagGain> own =
                budget.tags().stream().filter(t -> t.source().equals(source)).toList();
        if (own.isEmpty()) {
            return Optional.empty();
        }
        String base = summary.sources().get(0);
        String most = names(own.stream().filter(t -> t.gain().low() > 0));
        List<TagGain> reversed = new ArrayList<>(own);
        Collections.reverse(reversed);
        String least = names(reversed.stream().filter(t -> t.gain().high() < 0));
        String unit = " (change of the score for 100 labels)";
        if (most.isEmpty() && least.isEmpty()) {
            return Optional.of("Of no tag is it certain that labels by " + source + " gain or lose against " + base
                    + "'s: all intervals include 0.");
        }
        List<String> parts = new ArrayList<>();
        if (!most.isEmpty()) {
            parts.add("Labels by " + source + " gain most over " + base + "'s on " + most);
        }
        if (!least.isEmpty()) {
            parts.add((parts.isEmpty() ? "Labels by " + source + " lose" : "they lose") + " against " + base + "'s on "
                    + least);
        }
        return Optional.of(String.join("; ", parts) + unit + ".");
    }

    private static String names(Stream<TagGain> tags) {
        return tags.limit(MOST_TAGS)
                .map(t -> TagLabel.of(t.tag()) + " (" + signed(LABELS * t.gain().mean()) + ")")
                .collect(Collectors.joining(", "));
    }

    private Optional<String> certain(Recommendation r) {
        return at(r).map(certainty -> {
            List<String> parts = new ArrayList<>();
            for (int s = 0; s < certainty.sure().size(); s++) {
                parts.add(certainty.sure().get(s) + " instances are surely "
                        + summary.sources().get(s) + "'s");
            }
            return "At this budget " + String.join(", ", parts) + " (in nine of ten draws from what is known), "
                    + certainty.open() + " are toss-ups.";
        });
    }

    /** Two significant figures. */
    static String figures(double value) {
        return value == 0
                ? "0"
                : new BigDecimal(value)
                        .round(new MathContext(2))
                        .stripTrailingZeros()
                        .toPlainString()
                        .replace("-", "\u2212");
    }

    private static String signed(double value) {
        return (value > 0 ? "+" : "") + figures(value);
    }
}
