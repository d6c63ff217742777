package dev.allot.predictor.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads one Universal Binary JSON value (specification draft 12) into a Jackson tree. Strict: every length is checked against the bytes
 * that are left before anything is allocated for it, nesting is limited, and nothing may follow the value. High-precision numbers are
 * refused, since no model has them.
 */
final class UbjsonReader {
    private static final int MOST_NESTED = 200;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final ByteBuffer in;
    private int depth;

    UbjsonReader(byte[] bytes) {
        in = ByteBuffer.wrap(bytes).order(ByteOrder.BIG_ENDIAN);
    }

    JsonNode read() throws ModelFormatException {
        JsonNode value = value(marker());
        if (in.hasRemaining()) {
            throw wrong("the document ends, but " + in.remaining() + " more bytes follow");
        }
        return value;
    }

    private JsonNode value(char type) throws ModelFormatException {
        switch (type) {
            case 'Z':
                return NODES.nullNode();
            case 'T':
                return NODES.booleanNode(true);
            case 'F':
                return NODES.booleanNode(false);
            case 'i':
            case 'U':
            case 'I':
            case 'l':
            case 'L':
                return NODES.numberNode(integer(type));
            case 'd':
                return NODES.numberNode(need(4).getFloat());
            case 'D':
                return NODES.numberNode(need(8).getDouble());
            case 'C':
                return NODES.textNode(characters(1));
            case 'S':
                return NODES.textNode(characters(length(marker())));
            case '[':
                return nested(this::array);
            case '{':
                return nested(this::object);
            case 'H':
                throw wrong("high-precision numbers do not occur in models");
            default:
                throw wrong("unknown type marker " + shown(type));
        }
    }

    private interface Container {
        JsonNode read() throws ModelFormatException;
    }

    private JsonNode nested(Container container) throws ModelFormatException {
        if (++depth > MOST_NESTED) {
            throw wrong("nested more than " + MOST_NESTED + " deep");
        }
        JsonNode value = container.read();
        depth--;
        return value;
    }

    private JsonNode array() throws ModelFormatException {
        ArrayNode array = NODES.arrayNode();
        Header header = header();
        if (header.count < 0) {
            for (char type = marker(); type != ']'; type = marker()) {
                array.add(value(type));
            }
        } else {
            for (int i = 0; i < header.count; i++) {
                array.add(value(header.type == 0 ? marker() : header.type));
            }
        }
        return array;
    }

    private JsonNode object() throws ModelFormatException {
        ObjectNode object = NODES.objectNode();
        Header header = header();
        if (header.count < 0) {
            for (char type = marker(); type != '}'; type = marker()) {
                put(object, characters(length(type)), header);
            }
        } else {
            for (int i = 0; i < header.count; i++) {
                put(object, characters(length(marker())), header);
            }
        }
        return object;
    }

    private void put(ObjectNode object, String key, Header header) throws ModelFormatException {
        if (object.has(key)) {
            throw wrong("the key '" + key + "' comes twice");
        }
        object.set(key, value(header.type == 0 ? marker() : header.type));
    }

    /**
     * The optimised container header: {@code $type} and {@code #count}, both optional, no type without count.
     *
     * @param type type of all values, or 0 if each has its own
     * @param count number of values, or -1 if an end marker closes the container
     */
    private record Header(char type, int count) {}

    private Header header() throws ModelFormatException {
        char type = 0;
        if (peek() == '$') {
            marker();
            type = marker();
            // Values of no bytes would let a short file announce an endless array.
            if (type == 'Z' || type == 'T' || type == 'F' || type == 'N') {
                throw wrong("containers typed " + shown(type) + " do not occur in models");
            }
            if (peek() != '#') {
                throw wrong("a typed container needs a count");
            }
        }
        if (peek() != '#') {
            return new Header(type, -1);
        }
        marker();
        int count = length(marker());
        if (count > in.remaining() / size(type)) {
            throw wrong("a container of " + count + " values is longer than the file");
        }
        return new Header(type, count);
    }

    /** Least number of bytes that a value of a type takes; type 0 is a value with its own marker. */
    private static int size(char type) {
        return switch (type) {
            case 'I' -> 2;
            case 'l', 'd' -> 4;
            case 'L', 'D' -> 8;
            default -> 1;
        };
    }

    private long integer(char type) throws ModelFormatException {
        return switch (type) {
            case 'i' -> need(1).get();
            case 'U' -> need(1).get() & 0xff;
            case 'I' -> need(2).getShort();
            case 'l' -> need(4).getInt();
            case 'L' -> need(8).getLong();
            default -> throw wrong("expected the type of a length, not " + shown(type));
        };
    }

    private int length(char type) throws ModelFormatException {
        long length = integer(type);
        if (length < 0 || length > in.remaining()) {
            throw wrong("a length of " + length + " where " + in.remaining() + " bytes are left");
        }
        return (int) length;
    }

    private String characters(int length) throws ModelFormatException {
        ByteBuffer bytes = need(length).slice().limit(length);
        in.position(in.position() + length);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new ModelFormatException(
                    "is not valid UBJSON at byte " + in.position() + ": text that is not UTF-8", e);
        }
    }

    private char marker() throws ModelFormatException {
        char marker = (char) (need(1).get() & 0xff);
        // No-ops may stand wherever a marker may.
        while (marker == 'N') {
            marker = (char) (need(1).get() & 0xff);
        }
        return marker;
    }

    private char peek() throws ModelFormatException {
        ByteBuffer rest = need(1);
        return (char) (rest.get(rest.position()) & 0xff);
    }

    private ByteBuffer need(int bytes) throws ModelFormatException {
        if (in.remaining() < bytes) {
            throw wrong("the file ends too early");
        }
        return in;
    }

    private static String shown(char marker) {
        return marker > ' ' && marker < 127 ? "'" + marker + "'" : String.format("0x%02x", (int) marker);
    }

    private ModelFormatException wrong(String what) {
        return new ModelFormatException("is not valid UBJSON at byte " + in.position() + ": " + what);
    }
}
