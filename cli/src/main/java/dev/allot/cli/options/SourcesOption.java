package dev.allot.cli.options;

import dev.allot.core.routing.Source;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Who can label. */
@SuppressWarnings("NullAway.Init") // the parser sets the field
public final class SourcesOption {
    private static final int MOST_SOURCES = 100;

    @Option(
            names = "--sources",
            paramLabel = "NAME:COST,...",
            defaultValue = "lm:0,human:1",
            converter = Converter.class,
            description = "Sources and what one label of each costs; the first is the default source"
                    + " (default: ${DEFAULT-VALUE}).")
    private Sources sources;

    /** The sources, the default source first. */
    public List<Source> sources() {
        return sources.list;
    }

    /** All of them are one value. */
    record Sources(List<Source> list) {}

    /** Reads {@code lm:0,human:1}. */
    static final class Converter implements ITypeConverter<Sources> {
        @Override
        public Sources convert(String text) {
            List<Source> sources = new ArrayList<>();
            Set<String> names = new HashSet<>();
            for (String part : text.split(",", -1)) {
                int colon = part.lastIndexOf(':');
                String name = part.substring(0, Math.max(colon, 0)).strip();
                if (name.isEmpty() || name.contains("@") || name.contains("=")) {
                    throw new TypeConversionException(
                            "'" + part + "' is not NAME:COST, such as human:1.5; names are without ',', '@' and '='");
                }
                if (!names.add(name)) {
                    throw new TypeConversionException("source '" + name + "' is named twice");
                }
                sources.add(new Source(
                        name, Numbers.notNegative(part.substring(colon + 1).strip())));
            }
            if (sources.size() < 2 || sources.size() > MOST_SOURCES) {
                throw new TypeConversionException(
                        "routing needs 2 to " + MOST_SOURCES + " sources, not " + sources.size());
            }
            return new Sources(List.copyOf(sources));
        }
    }
}
