package dev.allot.study;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.allot.core.io.InvalidInputException;
import dev.allot.core.routing.Instance;
import dev.allot.core.routing.Source;
import dev.allot.core.routing.Traits;
import dev.allot.study.evaluate.StudyLog;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32;

/**
 * What a study is about: its scores mean the same only as long as this is the same.
 *
 * @param name of the instance set
 * @param fingerprint of instances and sources
 * @param evaluator a command, or another name of what scores mixes
 */
record StudyStart(String name, String fingerprint, String evaluator) {
    static StudyStart of(String name, List<Instance> instances, List<Source> sources, String evaluator) {
        CRC32 checksum = new CRC32();
        for (Instance instance : instances) {
            Traits t = instance.traits();
            // Sorted, since the iteration order of immutable maps changes from run to run.
            String text = String.join(
                    "\n",
                    instance.id(),
                    t.features().toString(),
                    t.group(),
                    new TreeMap<>(t.costs()).toString(),
                    t.risk() + "",
                    t.pin());
            checksum.update(text.getBytes(StandardCharsets.UTF_8));
        }
        String fingerprint = Long.toHexString(checksum.getValue()) + "-" + instances.size() + "-" + sources;
        return new StudyStart(name, fingerprint, evaluator);
    }

    /**
     * Notes the start in the log.
     *
     * @param file of the log
     * @param details adds to the entry
     * @throws InvalidInputException unless the log holds nothing or the beginnings of this very study
     */
    void enter(StudyLog log, Path file, UnaryOperator<ObjectNode> details) {
        for (JsonNode event : log.events()) {
            if (event.path("event").asText().equals("started")
                    && !(event.path("fingerprint").asText().equals(fingerprint)
                            && event.path("evaluator").asText().equals(evaluator))) {
                throw InvalidInputException.in(
                        file,
                        "this folder holds a study of '" + event.path("name").asText()
                                + "' with other instances, sources or another evaluator; choose another folder");
            }
        }
        log.append(details.apply(StudyLog.event("started")
                .put("name", name)
                .put("fingerprint", fingerprint)
                .put("evaluator", evaluator)));
    }
}
