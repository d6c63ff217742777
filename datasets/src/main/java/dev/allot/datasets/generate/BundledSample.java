package dev.allot.datasets.generate;

import dev.allot.datasets.PreferenceSet;
import dev.allot.datasets.jsonl.PreferenceFile;
import java.io.InputStream;

/** The sample that comes with the project: 3,000 generated pairs with groups, for demonstrations and first steps. */
public final class BundledSample {
    private static final String RESOURCE = "/dev/allot/datasets/sample.jsonl.gz";

    private BundledSample() {}

    /** What it was generated with. */
    public static GeneratorSettings settings() {
        return GeneratorSettings.of(3000, 2026).withGroups();
    }

    /** The sample. */
    public static PreferenceSet read() {
        InputStream stream = BundledSample.class.getResourceAsStream(RESOURCE);
        if (stream == null) {
            throw new IllegalStateException("the bundled sample " + RESOURCE + " is not on the class path");
        }
        return PreferenceFile.read(stream, "sample", PreferenceGenerator.features());
    }
}
