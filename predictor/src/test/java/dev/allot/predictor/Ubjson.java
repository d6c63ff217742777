package dev.allot.predictor;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Writes UBJSON in the plain form: every value with its own marker, arrays and objects closed by end markers, lengths as int32. */
public final class Ubjson {
    private Ubjson() {}

    /** The bytes of a document. */
    public static byte[] encode(JsonNode document) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        write(document, new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static void write(JsonNode node, DataOutputStream out) throws IOException {
        if (node.isObject()) {
            out.writeByte('{');
            for (var field : node.properties()) {
                text(field.getKey(), out);
                write(field.getValue(), out);
            }
            out.writeByte('}');
        } else if (node.isArray()) {
            out.writeByte('[');
            for (JsonNode element : node) {
                write(element, out);
            }
            out.writeByte(']');
        } else if (node.isTextual()) {
            out.writeByte('S');
            text(node.textValue(), out);
        } else if (node.isIntegralNumber()) {
            out.writeByte('L');
            out.writeLong(node.longValue());
        } else if (node.isNumber()) {
            out.writeByte('D');
            out.writeDouble(node.doubleValue());
        } else if (node.isBoolean()) {
            out.writeByte(node.booleanValue() ? 'T' : 'F');
        } else {
            out.writeByte('Z');
        }
    }

    private static void text(String text, DataOutputStream out) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeByte('l');
        out.writeInt(bytes.length);
        out.write(bytes);
    }
}
