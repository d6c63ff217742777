package dev.allot.datasets.format;

import dev.allot.datasets.PreferenceSet;
import dev.allot.datasets.jsonl.PreferenceFile;
import java.nio.file.Path;

/** The project's own form: one JSON object a line. */
public record JsonlFormat() implements PreferenceFormat {
    @Override
    public String id() {
        return "jsonl";
    }

    @Override
    public String describe() {
        return "instances with labels, one JSON object a line (.jsonl or .jsonl.gz)";
    }

    @Override
    public PreferenceSet read(Path path) {
        return PreferenceFile.read(path);
    }
}
