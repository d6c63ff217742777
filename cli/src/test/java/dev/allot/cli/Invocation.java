package dev.allot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;

/**
 * One run of the command in this process.
 *
 * @param code the exit code
 * @param out standard output
 * @param error standard error
 */
record Invocation(int code, String out, String error) {
    static Invocation of(String... args) {
        StringWriter out = new StringWriter();
        StringWriter error = new StringWriter();
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        PrintStream before = System.out;
        PrintStream captured = new PrintStream(raw, true, StandardCharsets.UTF_8);
        System.setOut(captured);
        try {
            CommandLine command =
                    Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(error));
            int code = command.execute(args);
            captured.flush();
            return new Invocation(code, raw.toString(StandardCharsets.UTF_8) + out, error.toString());
        } finally {
            System.setOut(before);
        }
    }

    static Invocation of(List<String> args) {
        return of(args.toArray(String[]::new));
    }

    /** Asserts success. */
    Invocation succeeded() {
        assertThat(error).isEmpty();
        assertThat(code).isEqualTo(ExitCodes.DONE);
        return this;
    }

    /** Asserts this exit code and exactly one line on standard error, which has all these parts. */
    Invocation failed(int expected, String... parts) {
        assertThat(code).as(error).isEqualTo(expected);
        assertThat(error).startsWith("allot: ").contains(parts);
        assertThat(error.lines()).as(error).hasSize(1);
        return this;
    }
}
