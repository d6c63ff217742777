package dev.allot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollidingConstraintsTest {
    @TempDir
    Path folder;

    private SmallSet set;

    @BeforeEach
    void writeFiles() {
        set = new SmallSet(folder);
    }

    private Invocation solve(String... more) {
        return Invocation.of(set.solve(more));
    }

    @Test
    void collidingConstraintsAreNamed() {
        String before = "untouched";
        set.write("r.jsonl", before);
        solve("--budget", "1", "--floor", "human=5", "--out", set.path("r.jsonl"))
                .failed(ExitCodes.INFEASIBLE, "a budget of 1", "at least 5 instances by 'human'");
        assertThat(set.file("r.jsonl")).hasContent(before);
    }

    @Test
    void aBudgetBelowTheDefaultSourcesCostCollides() {
        solve("--budget", "3", "--sources", "lm:1,human:2").failed(ExitCodes.INFEASIBLE, "a budget of 3");
    }
}
