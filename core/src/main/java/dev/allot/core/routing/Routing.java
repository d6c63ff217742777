package dev.allot.core.routing;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which source labels each instance, by its place in the input. Immutable. */
public final class Routing {
    private final List<Source> sources;
    private final byte[] sourceOfInstance;

    private Routing(List<Source> sources, byte[] sourceOfInstance) {
        this.sources = sources;
        this.sourceOfInstance = sourceOfInstance;
    }

    /**
     * A routing from source indices.
     *
     * @param sources at most 127
     * @param sourceOfInstance for each instance an index into {@code sources}
     */
    public static Routing of(List<Source> sources, int[] sourceOfInstance) {
        byte[] packed = new byte[sourceOfInstance.length];
        for (int i = 0; i < packed.length; i++) {
            if (sourceOfInstance[i] < 0 || sourceOfInstance[i] >= sources.size() || sources.size() > Byte.MAX_VALUE) {
                throw new IllegalArgumentException(
                        "instance " + i + " has source " + sourceOfInstance[i] + " of " + sources.size());
            }
            packed[i] = (byte) sourceOfInstance[i];
        }
        return new Routing(List.copyOf(sources), packed);
    }

    /** Everything to one source. */
    public static Routing allTo(List<Source> sources, int source, int instances) {
        int[] all = new int[instances];
        Arrays.fill(all, source);
        return of(sources, all);
    }

    /** Number of instances. */
    public int size() {
        return sourceOfInstance.length;
    }

    /** The sources that indices refer to. */
    public List<Source> sources() {
        return sources;
    }

    /** Index of the source of instance {@code i}. */
    public int sourceIndex(int i) {
        return sourceOfInstance[i];
    }

    /** Source of instance {@code i}. */
    public Source source(int i) {
        return sources.get(sourceOfInstance[i]);
    }

    /** Number of instances of each source, by name, in source order. */
    public Map<String, Integer> counts() {
        int[] counts = new int[sources.size()];
        for (byte s : sourceOfInstance) {
            counts[s]++;
        }
        Map<String, Integer> byName = new LinkedHashMap<>();
        for (int s = 0; s < counts.length; s++) {
            byName.put(sources.get(s).name(), counts[s]);
        }
        return byName;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Routing that
                && sources.equals(that.sources)
                && Arrays.equals(sourceOfInstance, that.sourceOfInstance);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sourceOfInstance);
    }

    @Override
    public String toString() {
        return "Routing" + counts();
    }
}
