package dev.allot.predictor.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Typed access to the fields of a document; every surprise is told with the field's place. */
public final class Fields {
    private final JsonNode node;
    private final String place;

    private Fields(JsonNode node, String place) {
        this.node = node;
        this.place = place;
    }

    /** The fields of a whole document. */
    public static Fields of(JsonNode document) {
        return new Fields(document, "");
    }

    private String place(String field) {
        return place.isEmpty() ? field : place + "." + field;
    }

    private ModelFormatException wrong(String field, String what) {
        return new ModelFormatException("field '" + place(field) + "' " + what);
    }

    /** Whether there is such a field. */
    public boolean has(String field) {
        return node.has(field);
    }

    /** Refuses every field but these: most likely a slip, which would do nothing. */
    public void requireOnly(String... known) throws ModelFormatException {
        List<String> allowed = List.of(known);
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!allowed.contains(name)) {
                throw wrong(name, "is unknown; known are " + String.join(", ", allowed));
            }
        }
    }

    private JsonNode get(String field) throws ModelFormatException {
        JsonNode value = node.get(field);
        if (value == null) {
            throw wrong(field, "is missing");
        }
        return value;
    }

    /** A field that is an object. */
    public Fields object(String field) throws ModelFormatException {
        JsonNode value = get(field);
        if (!value.isObject()) {
            throw wrong(field, "is not an object");
        }
        return new Fields(value, place(field));
    }

    /** A field that is an array of objects. */
    public List<Fields> objects(String field) throws ModelFormatException {
        JsonNode array = array(field);
        List<Fields> objects = new ArrayList<>(array.size());
        for (int i = 0; i < array.size(); i++) {
            String element = field + "[" + i + "]";
            if (!array.get(i).isObject()) {
                throw wrong(element, "is not an object");
            }
            objects.add(new Fields(array.get(i), place(element)));
        }
        return objects;
    }

    /** A field that is a string. */
    public String string(String field) throws ModelFormatException {
        JsonNode value = get(field);
        if (!value.isTextual()) {
            throw wrong(field, "is not a string");
        }
        return value.textValue();
    }

    /** A field that is an array of strings. */
    public List<String> strings(String field) throws ModelFormatException {
        JsonNode array = array(field);
        List<String> strings = new ArrayList<>(array.size());
        for (JsonNode value : array) {
            if (!value.isTextual()) {
                throw wrong(field, "holds something that is not a string");
            }
            strings.add(value.textValue());
        }
        return strings;
    }

    /** A field that is an integer, or a string that is one, as XGBoost writes its parameters. */
    public int integer(String field) throws ModelFormatException {
        JsonNode value = get(field);
        if (value.isIntegralNumber() && value.canConvertToInt()) {
            return value.intValue();
        }
        if (value.isTextual() && value.textValue().matches("-?\\d{1,9}")) {
            return Integer.parseInt(value.textValue());
        }
        throw wrong(field, "is not an integer in range");
    }

    /** A field that is a finite number. */
    public double number(String field) throws ModelFormatException {
        return finite(field, get(field));
    }

    /** A field that is a finite number, or a default where there is none. */
    public double number(String field, double missing) throws ModelFormatException {
        return has(field) ? number(field) : missing;
    }

    /** A field that is an object of finite numbers, by name, in order. */
    public Map<String, Double> numbersByName(String field) throws ModelFormatException {
        JsonNode value = object(field).node;
        Map<String, Double> numbers = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
            numbers.put(entry.getKey(), finite(field + "." + entry.getKey(), entry.getValue()));
        }
        return numbers;
    }

    /** A field that is an array of finite numbers. */
    public double[] numbers(String field) throws ModelFormatException {
        return numbers(field, array(field));
    }

    /** A field that is an array of arrays of finite numbers. */
    public double[][] matrix(String field) throws ModelFormatException {
        JsonNode array = array(field);
        double[][] matrix = new double[array.size()][];
        for (int i = 0; i < matrix.length; i++) {
            String row = field + "[" + i + "]";
            if (!array.get(i).isArray()) {
                throw wrong(row, "is not an array");
            }
            matrix[i] = numbers(row, array.get(i));
        }
        return matrix;
    }

    /** The symmetric matrix of that width whose lower triangle a field gives: row i has entries 0 to i. */
    public double[][] lowerTriangle(String field, int width) throws ModelFormatException {
        double[][] lower = matrix(field);
        if (lower.length != width) {
            throw wrong(field, "has " + lower.length + " rows for " + width + " weights");
        }
        double[][] symmetric = new double[width][width];
        for (int i = 0; i < width; i++) {
            if (lower[i].length != i + 1) {
                throw wrong(field + "[" + i + "]", "has " + lower[i].length + " entries; row i has i + 1 of them");
            }
            for (int j = 0; j <= i; j++) {
                symmetric[i][j] = lower[i][j];
                symmetric[j][i] = lower[i][j];
            }
        }
        return symmetric;
    }

    private double[] numbers(String field, JsonNode array) throws ModelFormatException {
        double[] numbers = new double[array.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = finite(field + "[" + i + "]", array.get(i));
        }
        return numbers;
    }

    private double finite(String field, JsonNode value) throws ModelFormatException {
        if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
            throw wrong(field, "is not a finite number");
        }
        return value.doubleValue();
    }

    /** A field that is an array of integers. */
    public int[] integers(String field) throws ModelFormatException {
        JsonNode array = array(field);
        int[] integers = new int[array.size()];
        for (int i = 0; i < integers.length; i++) {
            if (!array.get(i).isIntegralNumber() || !array.get(i).canConvertToInt()) {
                throw wrong(field + "[" + i + "]", "is not an integer in range");
            }
            integers[i] = array.get(i).intValue();
        }
        return integers;
    }

    /** A field that is an array of booleans or of the integers 0 and 1. */
    public boolean[] flags(String field) throws ModelFormatException {
        JsonNode array = array(field);
        boolean[] flags = new boolean[array.size()];
        for (int i = 0; i < flags.length; i++) {
            JsonNode value = array.get(i);
            boolean bit = value.isIntegralNumber() && (value.longValue() == 0 || value.longValue() == 1);
            if (!value.isBoolean() && !bit) {
                throw wrong(field + "[" + i + "]", "is neither 0 nor 1");
            }
            flags[i] = value.isBoolean() ? value.booleanValue() : value.longValue() == 1;
        }
        return flags;
    }

    /** A field that is an array of single-precision numbers, which may be NaN or infinite. */
    public float[] floats(String field) throws ModelFormatException {
        JsonNode array = array(field);
        float[] floats = new float[array.size()];
        for (int i = 0; i < floats.length; i++) {
            if (!array.get(i).isNumber()) {
                throw wrong(field + "[" + i + "]", "is not a number");
            }
            // By way of a double, as XGBoost reads decimals.
            floats[i] = (float) array.get(i).doubleValue();
        }
        return floats;
    }

    private JsonNode array(String field) throws ModelFormatException {
        JsonNode value = get(field);
        if (!value.isArray()) {
            throw wrong(field, "is not an array");
        }
        return value;
    }

    /** An exception that names a field of this object. */
    public ModelFormatException refused(String field, String what) {
        return wrong(field, what);
    }
}
