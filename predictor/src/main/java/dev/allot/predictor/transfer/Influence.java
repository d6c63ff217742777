package dev.allot.predictor.transfer;

import dev.allot.core.surrogate.KernelSurrogate;
import dev.allot.core.surrogate.LinearSurrogate;
import dev.allot.core.surrogate.LowerConfidenceBound;
import dev.allot.core.surrogate.QuadraticSurrogate;
import dev.allot.core.surrogate.Surrogate;
import dev.allot.core.surrogate.SurrogateSum;
import dev.allot.core.surrogate.TreeEnsemble;
import java.util.BitSet;

/**
 * Which features a prediction depends on. Every family gives a feature that never varied in its table no influence on expected scores, so a
 * feature without it is one that the predictor never saw, saw at one value only, or (trees) found no use for. Lower confidence bounds depend on
 * all features: those that never varied are what is most uncertain.
 */
public final class Influence {
    private Influence() {}

    /** The indices of aggregates that {@code f} depends on; all of them if it is of none of core's kinds. */
    public static BitSet of(Surrogate f) {
        BitSet influential = new BitSet(f.dimension());
        if (f instanceof TreeEnsemble trees) {
            for (int node = 0; node < trees.nodeCount(); node++) {
                influential.set(trees.feature(node));
            }
            return influential;
        }
        if (f instanceof SurrogateSum sum) {
            sum.parts().forEach(part -> influential.or(of(part)));
            return influential;
        }
        for (int i = 0; i < f.dimension(); i++) {
            influential.set(i, depends(f, i));
        }
        return influential;
    }

    private static boolean depends(Surrogate f, int i) {
        if (f instanceof LinearSurrogate linear) {
            return linear.weight(i) != 0;
        }
        if (f instanceof KernelSurrogate kernel) {
            return kernel.scale(i) > 0;
        }
        if (f instanceof QuadraticSurrogate quadratic) {
            boolean any = quadratic.weight(i) != 0;
            for (int j = 0; j < quadratic.dimension(); j++) {
                any |= quadratic.coefficient(i, j) != 0;
            }
            return any;
        }
        if (f instanceof LowerConfidenceBound bound) {
            boolean any = depends(bound.mean(), i);
            for (int r = 0; r < bound.rank(); r++) {
                any |= bound.kappa() > 0 && bound.factorRow(r)[i] != 0;
            }
            return any;
        }
        return true;
    }
}
