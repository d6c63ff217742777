package dev.allot.predictor;

import dev.allot.core.io.AtomicFile;
import dev.allot.core.io.InvalidInputException;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;

/**
 * Training tables as CSV files: UTF-8, a header, values between commas, decimals with a dot. One column is the score; all others that are
 * not ignored are features, in file order.
 */
public final class TrainingTables {
    private static final CSVFormat FORMAT = CSVFormat.DEFAULT
            .builder()
            .setRecordSeparator("\n")
            .setIgnoreEmptyLines(true)
            .setIgnoreSurroundingSpaces(true)
            .get();
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    private TrainingTables() {}

    /** Reads a table of which every column but the score is a feature; see {@link #read(Path, String, Set)}. */
    public static TrainingTable read(Path csv, String target) {
        return read(csv, target, Set.of());
    }

    /**
     * Reads a table.
     *
     * @param csv the file
     * @param target name of the column of scores
     * @param ignore names of columns that are neither score nor feature, such as row numbers
     * @throws InvalidInputException if the file cannot be read, is not UTF-8 or empty, has no such columns, no feature or no row, names a
     *     column twice, or has a row of another width or a value that is not a finite number
     */
    public static TrainingTable read(Path csv, String target, Set<String> ignore) {
        Sheet sheet = sheet(csv);
        int score = sheet.column(target);
        int[] columns = featureColumns(sheet, target, ignore);
        return new TrainingTable(
                Arrays.stream(columns).mapToObj(sheet.header::get).toList(),
                sheet.numbers(columns),
                Arrays.stream(sheet.numbers(new int[] {score}))
                        .mapToDouble(row -> row[0])
                        .toArray());
    }

    /**
     * Reads some columns of a table, whatever others it has.
     *
     * @param names of the columns
     * @return rows x names
     * @throws InvalidInputException as {@link #read(Path, String, Set)}
     */
    public static double[][] readColumns(Path csv, List<String> names) {
        Sheet sheet = sheet(csv);
        return sheet.numbers(names.stream().mapToInt(sheet::column).toArray());
    }

    private record Row(long line, CSVRecord cells) {}

    /** A file's cells. */
    private record Sheet(Path csv, long headerLine, List<String> header, List<Row> rows) {
        int column(String name) {
            int at = header.indexOf(name);
            if (at < 0) {
                throw InvalidInputException.at(csv, headerLine, name, "no such column; there are: " + listed(header));
            }
            return at;
        }

        double[][] numbers(int[] columns) {
            double[][] numbers = new double[rows.size()][columns.length];
            for (int i = 0; i < numbers.length; i++) {
                Row row = rows.get(i);
                for (int j = 0; j < columns.length; j++) {
                    String name = header.get(columns[j]);
                    numbers[i][j] = number(csv, row.line, name, row.cells.get(columns[j]));
                }
            }
            return numbers;
        }
    }

    private static Sheet sheet(Path csv) {
        try (CSVParser parser = CSVParser.parse(new StringReader(InputFiles.text(csv)), FORMAT)) {
            Iterator<CSVRecord> records = parser.iterator();
            if (!records.hasNext()) {
                throw InvalidInputException.in(csv, "is empty; a table starts with a line of column names");
            }
            CSVRecord first = records.next();
            long headerLine = parser.getCurrentLineNumber();
            List<String> header = header(csv, headerLine, first);
            List<Row> rows = new ArrayList<>();
            while (records.hasNext()) {
                CSVRecord record = records.next();
                long line = parser.getCurrentLineNumber();
                if (record.size() != header.size()) {
                    throw InvalidInputException.at(
                            csv, line, "has " + record.size() + " values; the header has " + header.size());
                }
                rows.add(new Row(line, record));
            }
            if (rows.isEmpty()) {
                throw InvalidInputException.in(csv, "has column names but no rows");
            }
            return new Sheet(csv, headerLine, header, rows);
        } catch (IOException | UncheckedIOException e) {
            throw InvalidInputException.in(csv, "is not a CSV file: " + e.getMessage(), e);
        }
    }

    private static List<String> header(Path csv, long line, CSVRecord record) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < record.size(); i++) {
            if (record.get(i).isEmpty()) {
                throw InvalidInputException.at(csv, line, "column " + (i + 1) + " has no name");
            }
            if (!seen.add(record.get(i))) {
                throw InvalidInputException.at(csv, line, record.get(i), "two columns have this name");
            }
        }
        return record.toList();
    }

    private static String listed(List<String> names) {
        int shown = 20;
        return names.size() <= shown
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, shown)) + " and " + (names.size() - shown) + " more";
    }

    private static int[] featureColumns(Sheet sheet, String target, Set<String> ignore) {
        Set<Integer> left = new HashSet<>();
        left.add(sheet.column(target));
        for (String name : ignore) {
            left.add(sheet.column(name));
        }
        int[] columns = IntStream.range(0, sheet.header.size())
                .filter(i -> !left.contains(i))
                .toArray();
        if (columns.length == 0) {
            throw InvalidInputException.at(
                    sheet.csv,
                    sheet.headerLine,
                    "no column is left as a feature beside '" + target + "'; values are separated by commas");
        }
        return columns;
    }

    private static double number(Path csv, long line, String field, String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw InvalidInputException.at(
                    csv, line, field, "'" + text + "' is not a number; numbers are decimals such as 0.71 or 1e-3");
        }
        double value = Double.parseDouble(text);
        if (!Double.isFinite(value)) {
            throw InvalidInputException.at(csv, line, field, "'" + text + "' is too large for a double");
        }
        return value;
    }

    /**
     * Writes a table: the score first, then the features. Reading it back gives an equal table.
     *
     * @param target name of the column of scores, none of the features
     */
    public static void write(TrainingTable table, Path csv, String target) {
        if (table.features().contains(target)) {
            throw new IllegalArgumentException("'" + target + "' is a feature already");
        }
        AtomicFile.writeText(csv, out -> {
            CSVPrinter printer = new CSVPrinter(out, FORMAT);
            printer.print(target);
            printer.printRecord(table.features());
            for (int i = 0; i < table.size(); i++) {
                printer.print(text(table.score(i)));
                for (int j = 0; j < table.width(); j++) {
                    printer.print(text(table.value(i, j)));
                }
                printer.println();
            }
        });
    }

    /** Counts without a fraction, everything else as the shortest decimal that reads back to the same double. */
    private static String text(double value) {
        boolean count = value == Math.rint(value) && Math.abs(value) < 0x1p53 && (value != 0 || 1 / value > 0);
        return count ? Long.toString((long) value) : Double.toString(value);
    }
}
