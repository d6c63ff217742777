package dev.allot.datasets.format;

import dev.allot.core.io.InvalidInputException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The stories of HANNA's table.
 *
 * @param metrics names of the automatic metrics, without the mark of their kind
 * @param stories all, in the file's order
 */
record HannaStories(List<String> metrics, List<Story> stories) {
    /** Column of a judge's score: judge, criterion, number of the prompt to it. */
    private static final Pattern JUDGE = Pattern.compile("(.+) (RE|CH|EM|SU|EG|CX) ([1-9])");

    private static final String FIRST_HUMAN = "Human 1 RE";
    private static final String LAST_AVERAGE = "Complexity";

    /**
     * One story.
     *
     * @param system that wrote it
     * @param prompt its prompt
     * @param metrics automatic metrics
     * @param human scores by slot and criterion, {@code "1 RE"}
     * @param judged mean scores by judge and criterion, {@code "ChatGPT RE"}
     * @param judges the language models that judged it
     */
    record Story(
            String system,
            int prompt,
            double[] metrics,
            Map<String, Double> human,
            Map<String, Double> judged,
            Set<String> judges) {
        double human(int slot, String criterion) {
            return human.getOrDefault(slot + " " + criterion, Double.NaN);
        }

        double judge(String judge, String criterion) {
            return judged.getOrDefault(judge + " " + criterion, Double.NaN);
        }
    }

    static HannaStories read(Path file) {
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
                CSVParser parser = format.parse(reader)) {
            return new Table(file, parser.getHeaderNames()).stories(parser);
        } catch (NoSuchFileException e) {
            throw InvalidInputException.in(file, "no such file", e);
        } catch (CharacterCodingException e) {
            throw InvalidInputException.in(file, "is not in UTF-8", e);
        } catch (IOException e) {
            throw InvalidInputException.in(file, "cannot be read as a table (" + e.getMessage() + ")", e);
        } catch (UncheckedIOException e) {
            throw InvalidInputException.in(file, "is not a table: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw InvalidInputException.in(file, "is not a table: " + e.getMessage(), e);
        }
    }

    /** The columns of a file. */
    private static final class Table {
        private final Path file;
        private final List<String> metricColumns;
        /** Columns of each judge's scores for each criterion. */
        private final Map<String, List<String>> judgeColumns = new LinkedHashMap<>();

        private final Set<String> judges = new LinkedHashSet<>();

        Table(Path file, List<String> header) {
            this.file = file;
            int average = header.indexOf(LAST_AVERAGE);
            int human = header.indexOf(FIRST_HUMAN);
            if (!header.contains("system") || !header.contains("prompt_idx") || average < 0 || human <= average) {
                throw InvalidInputException.at(
                        file,
                        1,
                        "is not the header of HANNA's stories: system, prompt_idx, six averages up to " + LAST_AVERAGE
                                + ", metrics, " + FIRST_HUMAN + ", ...");
            }
            metricColumns = header.subList(average + 1, human);
            for (String column : header.subList(human, header.size())) {
                Matcher matcher = JUDGE.matcher(column);
                if (matcher.matches()) {
                    judges.add(matcher.group(1));
                    judgeColumns
                            .computeIfAbsent(matcher.group(1) + " " + matcher.group(2), key -> new ArrayList<>())
                            .add(column);
                }
            }
        }

        HannaStories stories(Iterable<CSVRecord> records) {
            List<Story> stories = new ArrayList<>();
            Set<String> known = new LinkedHashSet<>();
            for (CSVRecord record : records) {
                Story story = story(record);
                if (!known.add(story.prompt() + " " + story.system())) {
                    throw InvalidInputException.at(
                            file,
                            record.getRecordNumber() + 1,
                            "system",
                            "a second story of " + story.system() + " to prompt " + story.prompt());
                }
                stories.add(story);
            }
            if (stories.isEmpty()) {
                throw InvalidInputException.in(file, "has no stories");
            }
            return new HannaStories(
                    metricColumns.stream().map(Table::withoutMark).toList(), stories);
        }

        /** "BLEU Ξ§" is BLEU: the last word marks the kind of metric. */
        private static String withoutMark(String column) {
            int blank = column.lastIndexOf(' ');
            return blank < 0 ? column : column.substring(0, blank);
        }

        private Story story(CSVRecord record) {
            double[] metrics = new double[metricColumns.size()];
            for (int j = 0; j < metrics.length; j++) {
                metrics[j] = number(record, metricColumns.get(j));
            }
            Map<String, Double> human = new LinkedHashMap<>();
            for (int slot = 1; slot <= 3; slot++) {
                for (String criterion : HannaFormat.ALL_CRITERIA) {
                    human.put(slot + " " + criterion, number(record, "Human " + slot + " " + criterion));
                }
            }
            Map<String, Double> judged = new LinkedHashMap<>();
            judgeColumns.forEach((judge, columns) -> {
                double sum = 0;
                for (String column : columns) {
                    sum += number(record, column);
                }
                judged.put(judge, sum / columns.size());
            });
            double prompt = number(record, "prompt_idx");
            return new Story(text(record, "system"), (int) prompt, metrics, human, judged, judges);
        }

        private double number(CSVRecord record, String column) {
            String text = text(record, column);
            double value;
            try {
                value = Double.parseDouble(text);
            } catch (NumberFormatException e) {
                value = Double.NaN;
            }
            if (!Double.isFinite(value)) {
                throw InvalidInputException.at(
                        file, record.getRecordNumber() + 1, column, "is '" + text + "'; a finite number is needed");
            }
            return value;
        }

        private String text(CSVRecord record, String column) {
            if (!record.isMapped(column) || !record.isSet(column)) {
                throw InvalidInputException.at(file, record.getRecordNumber() + 1, column, "is missing");
            }
            return record.get(column);
        }
    }
}
