package dev.allot.study.evaluate;

import dev.allot.core.routing.Routing;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SplittableRandom;

/**
 * One evaluation of a mix. A mix may be evaluated again, to learn how much scores differ by chance: such a replicate is another evaluation,
 * with an id, a seed and a score of its own.
 *
 * @param mix the mix
 * @param number 1 for its first evaluation, 2 for the first replicate, and so on
 */
public record Evaluation(Routing mix, int number) {
    /** An odd number far from the increment of {@link SplittableRandom}, so that streams of neighbouring numbers do not overlap. */
    private static final long SPREAD = 0xd1342543de82ef95L;

    /** Checks the number. */
    public Evaluation {
        if (number < 1) {
            throw new IllegalArgumentException("evaluations of a mix are numbered from 1, not " + number);
        }
    }

    /** The first evaluation of a mix. */
    public static Evaluation first(Routing mix) {
        return new Evaluation(mix, 1);
    }

    /** Whether the mix was evaluated before. */
    public boolean isReplicate() {
        return number > 1;
    }

    /** Its name in the log and of its routing file: the mix's key, and for a replicate its number, too. */
    public String id() {
        return id(key(mix), number);
    }

    /** The id of an evaluation of the mix of that key. */
    static String id(String key, int number) {
        return number == 1 ? key : key + "-" + number;
    }

    /**
     * A seed for what is random in it: another for every evaluation, the same if this one is tried again.
     *
     * @param studySeed the seed of the whole study
     * @return from 0 to 2<sup>31</sup> - 2, so that any library takes it
     */
    public int seed(long studySeed) {
        long mixed = Long.parseUnsignedLong(key(mix).substring(0, 16), 16) + SPREAD * number;
        return new SplittableRandom(mixed ^ new SplittableRandom(studySeed).nextLong()).nextInt(Integer.MAX_VALUE);
    }

    /** A fingerprint of who labels what. */
    static String key(Routing mix) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            mix.sources().forEach(source -> digest.update((source.name() + "\n").getBytes(StandardCharsets.UTF_8)));
            byte[] indices = new byte[mix.size()];
            for (int i = 0; i < indices.length; i++) {
                indices[i] = (byte) mix.sourceIndex(i);
            }
            return HexFormat.of().formatHex(digest.digest(indices), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
