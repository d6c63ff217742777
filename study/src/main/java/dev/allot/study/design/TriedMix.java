package dev.allot.study.design;

import dev.allot.core.routing.Routing;
import java.util.OptionalDouble;

/**
 * An evaluation that was chosen.
 *
 * @param routing the mix
 * @param score what it came to; empty if its evaluation failed, or is still awaited
 * @param again whether the same mix was chosen before, to be evaluated once more
 */
public record TriedMix(Routing routing, OptionalDouble score, boolean again) {
    /** A mix that was not chosen before. */
    public TriedMix(Routing routing, OptionalDouble score) {
        this(routing, score, false);
    }
}
