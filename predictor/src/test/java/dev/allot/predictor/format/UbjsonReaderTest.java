package dev.allot.predictor.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.allot.predictor.Ubjson;
import java.io.ByteArrayOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UbjsonReaderTest {
    /** Bytes in a readable form: characters stand for themselves, {@code <hex>} for bytes. */
    private static byte[] bytes(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '<') {
                for (String hex : text.substring(i + 1, text.indexOf('>', i)).split(" ")) {
                    out.write(Integer.parseInt(hex, 16));
                }
                i = text.indexOf('>', i);
            } else {
                out.write(text.charAt(i));
            }
        }
        return out.toByteArray();
    }

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of("Z", "null"),
                Arguments.of("T", "true"),
                Arguments.of("F", "false"),
                Arguments.of("i<ff>", "-1"),
                Arguments.of("U<ff>", "255"),
                Arguments.of("I<ff fe>", "-2"),
                Arguments.of("l<00 01 00 00>", "65536"),
                Arguments.of("L<ff ff ff ff ff ff ff fd>", "-3"),
                Arguments.of("d<3f 80 00 00>", "1.0"),
                Arguments.of("D<bf f0 00 00 00 00 00 00>", "-1.0"),
                Arguments.of("Cx", "\"x\""),
                Arguments.of("Si<03>a<c3 a9>", "\"aé\""),
                Arguments.of("SL<00 00 00 00 00 00 00 00>", "\"\""),
                Arguments.of("[]", "[]"),
                Arguments.of("[Ti<01>Z]", "[true,1,null]"),
                Arguments.of("[#i<02>TF", "[true,false]"),
                Arguments.of("[$i#i<03><01 02 ff>", "[1,2,-1]"),
                Arguments.of("[$d#L<00 00 00 00 00 00 00 01><40 00 00 00>", "[2.0]"),
                Arguments.of("[$[#i<02>]#i<00>", "[[],[]]"),
                Arguments.of("{}", "{}"),
                Arguments.of("{i<01>aTi<01>b[]}", "{\"a\":true,\"b\":[]}"),
                Arguments.of("{#i<01>i<01>aZ", "{\"a\":null}"),
                Arguments.of("{$U#i<02>i<01>a<07>i<01>b<08>", "{\"a\":7,\"b\":8}"),
                Arguments.of("N[NTN]", "[true]"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void readsEveryKindOfValue(String text, String json) throws Exception {
        assertThat(new UbjsonReader(bytes(text)).read()).hasToString(json);
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                Arguments.of("", "ends too early"),
                Arguments.of("{", "ends too early"),
                Arguments.of("[TT", "ends too early"),
                Arguments.of("D<00 00>", "ends too early"),
                Arguments.of("TT", "1 more bytes follow"),
                Arguments.of("x", "unknown type marker 'x'"),
                Arguments.of("<00>", "unknown type marker 0x00"),
                Arguments.of("]", "unknown type marker ']'"),
                Arguments.of("Hi<01>1", "high-precision"),
                Arguments.of("Si<ff>", "a length of -1"),
                Arguments.of("Si<05>abc", "a length of 5 where 3 bytes are left"),
                Arguments.of("SL<7f ff ff ff ff ff ff ff>abc", "a length of 9223372036854775807"),
                Arguments.of("Sd<3f 80 00 00>a", "expected the type of a length, not 'd'"),
                Arguments.of("Si<02><c3 28>", "not UTF-8"),
                Arguments.of("[#l<7f ff ff ff>T", "a length of 2147483647 where 1 bytes are left"),
                Arguments.of("[$D#i<02>abcdefghijk", "a container of 2 values is longer than the file"),
                Arguments.of("[$dT]", "a typed container needs a count"),
                Arguments.of("[$Z#l<7f ff ff ff>", "containers typed 'Z' do not occur"),
                Arguments.of("{T}", "expected the type of a length, not 'T'"),
                Arguments.of("{i<01>aTi<01>aF}", "the key 'a' comes twice"),
                Arguments.of("N".repeat(100_000), "ends too early"),
                Arguments.of("[".repeat(100_000), "nested more than 200 deep"),
                Arguments.of("[$[#i<01>".repeat(10_000), "nested more than 200 deep"));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void refusesWhatIsMalformed(String text, String message) {
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> new UbjsonReader(bytes(text)).read())
                .withMessageContaining("is not valid UBJSON at byte ")
                .withMessageContaining(message);
    }

    @Test
    void readsWhatTheEncoderWrites() throws Exception {
        JsonNode document = new ObjectMapper()
                .readTree("{\"a\":[1,-2.5,{\"b\":null,\"c\":[]}],\"ü\":\"text\",\"big\":9007199254740993,\"t\":true}");
        assertThat(new UbjsonReader(Ubjson.encode(document)).read()).hasToString(document.toString());
    }
}
