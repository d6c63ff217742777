package dev.allot.study.design;

import dev.allot.core.routing.Routing;
import java.util.OptionalDouble;

/**
 * A mix that was chosen for evaluation.
 *
 * @param routing the mix
 * @param score what it came to; empty if its evaluation failed, or is still awaited
 */
public record TriedMix(Routing routing, OptionalDouble score) {}
