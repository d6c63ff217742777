package dev.allot.cli.study;

import dev.allot.core.io.InvalidInputException;
import dev.allot.study.design.AlgorithmOneDesign;
import dev.allot.study.design.DirectionDesign;
import dev.allot.study.design.InformationDesign;
import dev.allot.study.design.MixDesign;
import java.util.List;

/** The designs by id. */
final class Designs {
    private static final List<MixDesign> ALL =
            List.of(new InformationDesign(), new DirectionDesign(), new AlgorithmOneDesign());

    private Designs() {}

    static MixDesign find(String id) {
        return ALL.stream()
                .filter(known -> known.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException("--design: there is no design '" + id + "'; there are "
                        + String.join(", ", ALL.stream().map(MixDesign::id).toList())));
    }
}
