package dev.allot.cli;

import dev.allot.cli.options.CommonOptions;
import dev.allot.cli.output.Console;
import dev.allot.core.solve.Capability;
import dev.allot.core.solve.Solver;
import dev.allot.core.solve.SolverRegistry;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the solvers; loads none of their native code. */
@Command(
        name = "solvers",
        header = "Lists the solvers.",
        description = {"What --solver takes: the solvers on the class path, a user's own jars included.", ""})
public final class SolversCommand implements Runnable {
    @Mixin
    private CommonOptions common = new CommonOptions();

    @Override
    public void run() {
        Console console = common.console();
        SolverRegistry registry = SolverRegistry.load();
        for (Solver solver : registry.all()) {
            console.print(solver.id());
            console.print("    " + solver.description());
            console.print("    " + capabilities(solver));
        }
        for (String unavailable : registry.unavailable()) {
            console.print("not available: " + unavailable);
        }
    }

    private static String capabilities(Solver solver) {
        Set<Capability> missing = EnumSet.allOf(Capability.class);
        missing.removeAll(solver.capabilities());
        return missing.isEmpty()
                ? "solves every problem"
                : "does not support "
                        + missing.stream().map(Capability::description).collect(Collectors.joining(", nor "));
    }
}
