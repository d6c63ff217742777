package dev.allot.cli.options;

import dev.allot.core.io.InvalidInputException;
import dev.allot.core.routing.RoutingConstraint;
import dev.allot.core.routing.RoutingProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Constraints beside the budget. Each option may be given any number of times. */
public final class ConstraintOptions {
    @Option(
            names = "--cap",
            paramLabel = "SOURCE[@GROUP]=N",
            converter = Cap.class,
            description = "At most N instances (of a group) by a source: --cap human=500, --cap human@medicine=200.")
    private List<RoutingConstraint> caps = new ArrayList<>();

    @Option(
            names = "--floor",
            paramLabel = "SOURCE[@GROUP]=N",
            converter = Floor.class,
            description =
                    "At least N instances (of a group) by a source: --floor human=100, --floor human@medicine=50.")
    private List<RoutingConstraint> floors = new ArrayList<>();

    @Option(
            names = "--spend",
            paramLabel = "SOURCE=COST",
            converter = Spend.class,
            description = "At most so much spent on a source: --spend human=1000.")
    private List<RoutingConstraint> spendings = new ArrayList<>();

    @Option(
            names = "--risk",
            paramLabel = "SOURCE=RISK",
            converter = Risk.class,
            description = "At most so much summed risk of what a source labels: --risk lm=12.5.")
    private List<RoutingConstraint> risks = new ArrayList<>();

    /**
     * All of them, for these instances.
     *
     * @throws InvalidInputException if one speaks of a group that no instance is in: most likely a slip, which would do nothing
     */
    public List<RoutingConstraint> on(RoutingProblem problem) {
        List<RoutingConstraint> all = new ArrayList<>(caps);
        all.addAll(floors);
        all.addAll(spendings);
        all.addAll(risks);
        for (RoutingConstraint constraint : all) {
            if (constraint instanceof RoutingConstraint.GroupCount quota) {
                requireGroup(problem, quota.group());
            }
        }
        return all;
    }

    private static void requireGroup(RoutingProblem problem, String group) {
        Set<String> groups = new TreeSet<>();
        for (int k = 0; k < problem.classCount(); k++) {
            String own = problem.classTraits(k).group();
            if (own != null) {
                groups.add(own);
            }
        }
        if (!groups.contains(group)) {
            throw new InvalidInputException("no instance is of group '" + group + "'; "
                    + (groups.isEmpty() ? "there are no groups" : "there are " + listed(groups)));
        }
    }

    private static String listed(Set<String> groups) {
        int shown = 20;
        return groups.stream().limit(shown).collect(Collectors.joining(", "))
                + (groups.size() > shown ? " and " + (groups.size() - shown) + " more" : "");
    }

    /** Text in front of the last '=', split at the first '@', and the number behind it. */
    private record Parts(String source, String group, double limit) {
        static Parts of(String text, boolean groups, String example) {
            int equals = text.lastIndexOf('=');
            String who = equals < 0 ? "" : text.substring(0, equals).strip();
            int at = who.indexOf('@');
            String source = at < 0 ? who : who.substring(0, at).strip();
            String group = at < 0 ? "" : who.substring(at + 1).strip();
            if (source.isEmpty() || at >= 0 && (group.isEmpty() || !groups)) {
                throw new TypeConversionException("'" + text + "' is not of the form " + example);
            }
            return new Parts(
                    source,
                    group,
                    Numbers.notNegative(text.substring(equals + 1).strip()));
        }

        RoutingConstraint count(double least, double greatest) {
            return group.isEmpty()
                    ? new RoutingConstraint.SourceCount(source, least, greatest)
                    : new RoutingConstraint.GroupCount(group, source, least, greatest);
        }
    }

    /** Reads a cap. */
    static final class Cap implements ITypeConverter<RoutingConstraint> {
        @Override
        public RoutingConstraint convert(String text) {
            Parts parts = Parts.of(text, true, "human=500 or human@medicine=200");
            return parts.count(Double.NEGATIVE_INFINITY, parts.limit);
        }
    }

    /** Reads a floor. */
    static final class Floor implements ITypeConverter<RoutingConstraint> {
        @Override
        public RoutingConstraint convert(String text) {
            Parts parts = Parts.of(text, true, "human=100 or human@medicine=50");
            return parts.count(parts.limit, Double.POSITIVE_INFINITY);
        }
    }

    /** Reads a limit to spending. */
    static final class Spend implements ITypeConverter<RoutingConstraint> {
        @Override
        public RoutingConstraint convert(String text) {
            Parts parts = Parts.of(text, false, "human=1000");
            return new RoutingConstraint.Spending(parts.source, parts.limit);
        }
    }

    /** Reads a risk ceiling. */
    static final class Risk implements ITypeConverter<RoutingConstraint> {
        @Override
        public RoutingConstraint convert(String text) {
            Parts parts = Parts.of(text, false, "lm=12.5");
            return new RoutingConstraint.RiskCeiling(parts.source, parts.limit);
        }
    }
}
