package dev.allot.core.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class InvalidInputExceptionTest {
    private static final Path FILE = Path.of("in.jsonl");

    @Test
    void namesThePlaceAsFarAsItIsKnown() {
        assertThat(new InvalidInputException("no such format")).hasMessage("no such format");
        assertThat(InvalidInputException.in(FILE, "is empty")).hasMessage("in.jsonl: is empty");
        assertThat(InvalidInputException.at(FILE, 3, "not an object")).hasMessage("in.jsonl:3: not an object");
        assertThat(InvalidInputException.at(FILE, 3, "cost", "is negative"))
                .hasMessage("in.jsonl:3: field 'cost': is negative");
        IOException cause = new IOException("gone");
        assertThat(InvalidInputException.in(FILE, "cannot be read", cause))
                .hasMessage("in.jsonl: cannot be read")
                .hasCause(cause);
    }

    @Test
    void isOneLineWhateverTheParserSaid() {
        assertThat(new InvalidInputException("unexpected token\r\n  at line 1\n\n of the text"))
                .hasMessage("unexpected token at line 1 of the text");
    }
}
