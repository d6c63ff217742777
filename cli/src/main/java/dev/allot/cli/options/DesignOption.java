package dev.allot.cli.options;

import dev.allot.core.io.InvalidInputException;
import dev.allot.study.design.AlgorithmOneDesign;
import dev.allot.study.design.ContrastDesign;
import dev.allot.study.design.DirectionDesign;
import dev.allot.study.design.InformationDesign;
import dev.allot.study.design.MixDesign;
import dev.allot.study.design.Optimality;
import java.util.List;
import picocli.CommandLine.Option;

/** How the mixes of a study are chosen. */
@SuppressWarnings("NullAway.Init") // the parser sets the field
public final class DesignOption {
    private static final String NAME = "--design";
    private static final List<MixDesign> DESIGNS = List.of(
            new InformationDesign(),
            new InformationDesign(Optimality.PREDICTIONS),
            new InformationDesign(Optimality.VOLUME),
            new DirectionDesign(),
            new ContrastDesign(),
            new AlgorithmOneDesign());

    @Option(
            names = NAME,
            paramLabel = "ID",
            defaultValue = "information",
            description =
                    "How mixes are chosen: information (those that tell most of what instances gain, given the scores so far), i-optimal (of the "
                            + "scores of mixes worth considering), d-optimal (of all weights at once), directions "
                            + "(random ones in feature space), contrasts (pairs of opposite ones along them), or algorithm-1 (HyPER's) (default: ${DEFAULT-VALUE}).")
    private String id;

    /**
     * The design.
     *
     * @throws InvalidInputException if there is none of this id
     */
    public MixDesign design() {
        return DESIGNS.stream()
                .filter(known -> known.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(NAME + ": there is no design '" + id + "'; there are "
                        + String.join(", ", DESIGNS.stream().map(MixDesign::id).toList())));
    }
}
