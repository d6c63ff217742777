package dev.allot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ErrorsTest {
    private final StringWriter error = new StringWriter();
    private final CommandLine command = Main.commandLine().setErr(new PrintWriter(error));

    private int report(Throwable e) {
        return Errors.report(e, command, false);
    }

    @Test
    void tooLittleMemoryHintsAtMore() {
        Throwable wrapped = new IllegalStateException(new OutOfMemoryError("Java heap space"));
        assertThat(report(wrapped)).isEqualTo(ExitCodes.FAILURE);
        assertThat(error.toString())
                .contains("out of memory", "Java heap space", "ALLOT_JAVA_OPTS=-Xmx")
                .hasLineCount(1);
    }

    @Test
    void whatNobodyExpectedIsOneLineThatSaysHowToSeeMore() {
        assertThat(report(new IllegalStateException("first line\n  second line")))
                .isEqualTo(ExitCodes.FAILURE);
        assertThat(error.toString())
                .contains("unexpected IllegalStateException: first line second line", "--stacktrace")
                .hasLineCount(1);
    }

    @Test
    void failedWritesSpeakForThemselves() {
        IOException full = new IOException("No space left on device");
        assertThat(report(new UncheckedIOException("cannot write x: No space left on device", full)))
                .isEqualTo(ExitCodes.FAILURE);
        assertThat(error.toString()).isEqualToIgnoringNewLines("allot: cannot write x: No space left on device");
    }

    @Test
    void theStackTraceIsThereForTheAsking() {
        StringWriter traced = new StringWriter();
        CommandLine tracing = Main.commandLine().setErr(new PrintWriter(traced));
        tracing.execute(
                "solve", "--instances", "nowhere.jsonl", "--model", "nowhere.json", "--budget", "1", "--stacktrace");
        assertThat(traced.toString()).contains("allot: nowhere.json", "InvalidInputException", "\tat ");
    }
}
