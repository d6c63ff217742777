package dev.allot.predictor.format;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Model documents of either encoding, told apart by their first bytes. */
public final class Documents {
    // XGBoost prints what is not finite, in fields that matter and in others, as bare NaN and Infinity.
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
            .build();

    private Documents() {}

    /**
     * The document in JSON or UBJSON.
     *
     * @throws ModelFormatException if it is in neither, truncated or followed by something else
     */
    public static JsonNode parse(byte[] bytes) throws ModelFormatException {
        int start = firstNonSpace(bytes);
        if (start == bytes.length) {
            throw new ModelFormatException("is empty");
        }
        if (startsWith(bytes, "binf") || startsWith(bytes, "bs64")) {
            throw new ModelFormatException("is in XGBoost's old binary format; save the model as .json or .ubj");
        }
        if (startsWith(bytes, "booster[")) {
            throw new ModelFormatException("is a text dump, which loses digits; save the model as .json or .ubj");
        }
        if (bytes[0] == (byte) 0x1f && bytes.length > 1 && bytes[1] == (byte) 0x8b) {
            throw new ModelFormatException("is compressed; unpack it first");
        }
        if (bytes[start] != '{') {
            throw new ModelFormatException("is neither JSON nor UBJSON: it does not start with '{'");
        }
        return isJson(bytes, start + 1) ? json(bytes) : new UbjsonReader(bytes).read();
    }

    /** After its brace a JSON object has a quote, a brace or white space, and a UBJSON object the type of a key's length or '}'. */
    private static boolean isJson(byte[] bytes, int at) {
        return at == bytes.length || bytes[at] == '"' || bytes[at] == '}' || isSpace(bytes[at]);
    }

    private static JsonNode json(byte[] bytes) throws ModelFormatException {
        try {
            return MAPPER.readTree(bytes);
        } catch (JsonProcessingException e) {
            String fault = String.valueOf(e.getOriginalMessage());
            if (fault.startsWith("Trailing token")) {
                throw new ModelFormatException(
                        "goes on" + place(e.getLocation()) + " after the end of its object; one JSON object is needed",
                        e);
            }
            throw new ModelFormatException("is not valid JSON" + place(e.getLocation()) + ": " + fault, e);
        } catch (IOException e) {
            throw new ModelFormatException("is not valid JSON: " + e.getMessage(), e);
        }
    }

    private static String place(@Nullable JsonLocation location) {
        return location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    /** Writes JSON, with a line break at the end. */
    public static void writeJson(JsonNode document, OutputStream out) throws IOException {
        out.write(MAPPER.writeValueAsBytes(document));
        out.write('\n');
    }

    private static boolean startsWith(byte[] bytes, String prefix) {
        byte[] wanted = prefix.getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < wanted.length; i++) {
            if (i == bytes.length || bytes[i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    private static int firstNonSpace(byte[] bytes) {
        boolean mark =
                bytes.length >= 3 && bytes[0] == (byte) 0xef && bytes[1] == (byte) 0xbb && bytes[2] == (byte) 0xbf;
        int i = mark ? 3 : 0;
        while (i < bytes.length && isSpace(bytes[i])) {
            i++;
        }
        return i;
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\t' || b == '\n' || b == '\r';
    }
}
