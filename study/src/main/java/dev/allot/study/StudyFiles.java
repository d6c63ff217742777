package dev.allot.study;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.allot.core.io.AtomicFile;
import dev.allot.core.routing.Routing;
import dev.allot.datasets.jsonl.RoutingFile;
import dev.allot.predictor.ModelFiles;
import dev.allot.predictor.Predictor;
import dev.allot.predictor.TrainingTable;
import dev.allot.predictor.TrainingTables;
import dev.allot.study.page.CsvTable;
import dev.allot.study.report.ReportPage;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The files that a study leaves in its folder. */
final class StudyFiles {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Path folder;

    StudyFiles(Path folder) {
        this.folder = folder;
    }

    Path log() {
        return folder.resolve("study.jsonl");
    }

    /** The log of a cheaper evaluator. */
    Path cheaperLog() {
        return folder.resolve("cheap.jsonl");
    }

    /** Where routing files stand while the evaluator's command reads them. */
    Path mixes() {
        return folder.resolve("mixes");
    }

    void writeSummary(StudySummary summary) {
        AtomicFile.writeText(folder.resolve("summary.json"), writer -> {
            writer.write(JSON.writeValueAsString(summary));
            writer.write("\n");
        });
        ReportPage.write(summary, folder.resolve("report.html"));
    }

    /** {@code routing-0.25.jsonl} and so on. */
    void writeRouting(double share, List<String> ids, Routing routing) {
        RoutingFile.write(folder.resolve("routing-" + plain(share) + ".jsonl"), ids, routing);
    }

    /** How probable it is that an instance, by its place, is a source's. */
    @FunctionalInterface
    interface Probability {
        double of(int instance, int source);
    }

    /** {@code certainty-0.25.csv} and so on: who labels each instance, and how probable it is that this is right. */
    void writeCertainty(double share, List<String> ids, Routing routing, Probability probability) {
        AtomicFile.writeText(folder.resolve("certainty-" + plain(share) + ".csv"), writer -> {
            writer.write(CsvTable.line(List.of("id", "source", "probability")));
            for (int i = 0; i < ids.size(); i++) {
                int source = routing.sourceIndex(i);
                writer.write(CsvTable.line(List.of(
                        ids.get(i),
                        routing.source(i).name(),
                        String.format(Locale.ROOT, "%.3f", probability.of(i, source)))));
            }
        });
    }

    void writeModel(TrainingTable table, Predictor predictor) {
        TrainingTables.write(table, folder.resolve("evaluations.csv"), "score");
        ModelFiles.write(predictor, folder.resolve("model.json"));
    }

    private static String plain(double share) {
        return String.format(Locale.ROOT, "%.6f", share).replaceAll("0+$", "").replaceAll("\\.$", "");
    }
}
