package dev.allot.study;

/**
 * A command that scores mixes for less, and less well, than the one that counts: it trains a smaller reward model, say. Its scores are on a
 * scale of their own.
 *
 * @param command as for the evaluator that counts
 * @param evaluations how many mixes it scores, at least 1
 */
public record CheaperEvaluator(String command, int evaluations) {
    /** Checks the number. */
    public CheaperEvaluator {
        if (evaluations < 1) {
            throw new IllegalArgumentException("a cheaper evaluator scores at least one mix, not " + evaluations);
        }
    }
}
