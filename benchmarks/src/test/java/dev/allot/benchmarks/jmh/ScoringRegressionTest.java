package dev.allot.benchmarks.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** A short run of the benchmark: ratios within one run do not depend on the machine's mood. */
class ScoringRegressionTest {
    @Test
    void flipsAreFarFasterThanRecomputing() throws RunnerException {
        Options options = new OptionsBuilder()
                .include(ScoringBenchmark.class.getName() + "\\.(flip|fullRow|naiveRow)$")
                .param("trees", "300")
                .param("depth", "6")
                .param("range", "100")
                // In this JVM: it is short, and a fork would need this class path.
                .forks(0)
                .warmupIterations(2)
                .warmupTime(TimeValue.milliseconds(300))
                .measurementIterations(3)
                .measurementTime(TimeValue.milliseconds(300))
                .verbosity(VerboseMode.SILENT)
                .build();
        Collection<RunResult> results = new Runner(options).run();
        Map<String, Double> nanoseconds = results.stream()
                .collect(Collectors.toMap(
                        r -> r.getPrimaryResult().getLabel(),
                        r -> r.getPrimaryResult().getStatistics().getMin()));
        assertThat(nanoseconds.get("naiveRow")).isGreaterThan(10 * nanoseconds.get("flip"));
        assertThat(nanoseconds.get("fullRow")).isGreaterThan(3 * nanoseconds.get("flip"));
    }
}
