package dev.allot.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.ServiceConfigurationError;
import picocli.CommandLine;

/** Entry point of the {@code allot} command. */
public final class Main {
    private Main() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] args) {
        int code = commandLine().execute(args);
        if (code == ExitCodes.DONE && System.out.checkError()) {
            code = outputFailed();
        }
        System.exit(code);
    }

    /** Says why standard output takes nothing more, unless a reader such as head just had enough. */
    private static int outputFailed() {
        try (FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
            out.write('\n');
        } catch (IOException e) {
            if ("Broken pipe".equals(e.getMessage())) {
                return ExitCodes.DONE;
            }
            System.err.println("allot: cannot write to standard output: " + e.getMessage());
        }
        return ExitCodes.FAILURE;
    }

    /** Errors of the virtual machine, which picocli lets pass, are reported like exceptions. */
    private static int run(CommandLine.ParseResult parsed) {
        try {
            return new CommandLine.RunLast().execute(parsed);
        } catch (OutOfMemoryError | StackOverflowError | LinkageError | ServiceConfigurationError e) {
            throw new CommandLine.ExecutionException(
                    parsed.commandSpec().commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    /** The command with everything below it, ready to be executed. */
    public static CommandLine commandLine() {
        Errors errors = new Errors();
        return new CommandLine(new AllotCommand())
                .setExpandAtFiles(false)
                .setUsageHelpAutoWidth(false)
                .setUsageHelpWidth(110)
                .setUsageHelpLongOptionsMaxWidth(36)
                .setExecutionStrategy(Main::run)
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors);
    }
}
