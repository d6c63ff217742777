package dev.allot.study.compare;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.allot.core.io.AtomicFile;
import dev.allot.study.compare.report.ComparisonPage;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The files that a comparison leaves in a folder: {@code comparison.jsonl}, what a resume reads; {@code summary.json}, in which numbers
 * that are not finite are null; {@code report.html}.
 */
public final class ComparisonFiles {
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .registerModule(new SimpleModule()
                    .addSerializer(Double.class, new FiniteOrNull())
                    .addSerializer(Double.TYPE, new FiniteOrNull()));

    private final Path folder;

    /** The files of a folder, which need not be there yet. */
    public ComparisonFiles(Path folder) {
        this.folder = folder;
    }

    /** The append-only log, one line a run. */
    public Path log() {
        return folder.resolve("comparison.jsonl");
    }

    /** The report. */
    public Path report() {
        return folder.resolve("report.html");
    }

    /** Writes summary and report, each whole or not at all. */
    public void write(ComparisonSummary summary) {
        AtomicFile.writeText(folder.resolve("summary.json"), writer -> {
            writer.write(JSON.writeValueAsString(summary));
            writer.write("\n");
        });
        ComparisonPage.write(summary, report());
    }

    private static final class FiniteOrNull extends JsonSerializer<Double> {
        @Override
        public void serialize(Double value, JsonGenerator json, SerializerProvider provider) throws IOException {
            if (Double.isFinite(value)) {
                json.writeNumber(value);
            } else {
                json.writeNull();
            }
        }
    }
}
