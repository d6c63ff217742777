package dev.allot.datasets.format;

import dev.allot.core.routing.FeatureVector;
import dev.allot.core.routing.Instance;
import dev.allot.datasets.PreferencePair;
import dev.allot.datasets.PreferenceSet;
import dev.allot.datasets.hyper.HyperCounts;
import dev.allot.datasets.hyper.HyperFeatures;
import dev.allot.datasets.hyper.HyperFile;
import dev.allot.datasets.text.ResponseFeatures;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * HyPER's {@code features.jsonl}: its 90 features, human and GPT-4 labels, no gold. Where all lines have texts, reward models get the
 * differences of what can be measured of these.
 *
 * @param compat whether instances get the features that the paper's code gives them, values on the edge between two bins in both;
 *     otherwise each value is in one bin. Lengths are ranked over the whole set either way; what the code does when it counts a candidate
 *     is in {@link HyperCounts}
 */
public record HyperFormat(boolean compat) implements PreferenceFormat {
    /** With each value in one bin. */
    public HyperFormat() {
        this(false);
    }

    @Override
    public String id() {
        return "hyper";
    }

    @Override
    public String describe() {
        return "HyPER's features.jsonl, one instance a line";
    }

    @Override
    public PreferenceSet read(Path path) {
        HyperFile file = HyperFile.read(path);
        List<FeatureVector> vectors =
                compat ? HyperCounts.compatFeatures(file.rows()) : HyperCounts.features(file.rows());
        Differences differences = differences(file.entries());
        List<PreferencePair> pairs = new ArrayList<>();
        for (int i = 0; i < vectors.size(); i++) {
            pairs.add(new PreferencePair(
                    Instance.of(file.rows().get(i).id(), vectors.get(i)),
                    file.entries().get(i).labels(),
                    null,
                    differences.rows().get(i)));
        }
        return new PreferenceSet("hyper", HyperFeatures.space(), differences.names(), pairs);
    }

    private static Differences differences(List<HyperFile.Entry> entries) {
        List<double[]> rows = new ArrayList<>();
        for (HyperFile.Entry entry : entries) {
            HyperFile.Texts texts = entry.texts();
            if (texts != null) {
                rows.add(ResponseFeatures.difference(texts.prompt(), "", texts.first(), texts.second()));
            }
        }
        if (rows.size() < entries.size()) {
            return new Differences(
                    List.of(), entries.stream().map(entry -> new double[0]).toList());
        }
        return Differences.scaled(ResponseFeatures.names(), rows);
    }
}
