package dev.allot.cli.solve;

import dev.allot.cli.options.InstanceInput;
import dev.allot.core.io.InvalidInputException;
import dev.allot.core.routing.FeatureSpace;
import dev.allot.core.routing.FeatureVector;
import dev.allot.core.routing.Instance;
import dev.allot.core.routing.RoutingProblem;
import dev.allot.core.routing.Source;
import dev.allot.core.routing.Traits;
import dev.allot.datasets.PreferenceSet;
import dev.allot.datasets.jsonl.InstanceFile;
import java.nio.file.Path;
import java.util.List;

/**
 * Instances to be routed.
 *
 * @param ids of the instances, in the order of the input
 * @param problem the same instances compressed, without constraints
 */
record RoutingInput(List<String> ids, RoutingProblem problem) {
    /**
     * Reads instances; those of the project's own format are streamed.
     *
     * @param features all that instances may have, in the model's order
     */
    static RoutingInput read(InstanceInput input, FeatureSpace features, List<Source> sources) {
        RoutingProblem.Builder builder = RoutingProblem.builder(features, sources);
        if (input.isStreamed()) {
            List<String> ids = InstanceFile.read(input.path(), features, builder::instance);
            return new RoutingInput(ids, builder.build());
        }
        PreferenceSet set = input.readSet();
        int[] places = places(input.path(), set.features(), features);
        List<Instance> instances = set.instances();
        for (Instance instance : instances) {
            builder.instance(new Instance(instance.id(), moved(instance.traits(), places)));
        }
        return new RoutingInput(instances.stream().map(Instance::id).toList(), builder.build());
    }

    private static int[] places(Path path, FeatureSpace from, FeatureSpace to) {
        int[] places = new int[from.size()];
        for (int i = 0; i < places.length; i++) {
            places[i] = to.indexOf(from.name(i));
            if (places[i] < 0) {
                throw InvalidInputException.in(
                        path, "has the feature '" + from.name(i) + "', which is not one of the model's " + to.size());
            }
        }
        return places;
    }

    private static Traits moved(Traits traits, int[] places) {
        FeatureVector f = traits.features();
        int[] indices = new int[f.size()];
        double[] values = new double[f.size()];
        for (int k = 0; k < indices.length; k++) {
            indices[k] = places[f.index(k)];
            values[k] = f.value(k);
        }
        return new Traits(
                FeatureVector.of(indices, values), traits.group(), traits.costs(), traits.risk(), traits.pin());
    }
}
