package dev.allot.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.ServiceConfigurationError;
import picocli.CommandLine;

/** Entry point of the {@code allot} command. */
public final class Main {
    private Main() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] args) {
        int code = commandLine().execute(canonical(args));
        if (code == ExitCodes.DONE && System.out.checkError()) {
            code = outputFailed();
        }
        System.exit(code);
    }

    /** {@code study ask} is {@code ask}, and so with tell: commands of their own, from which the study's options are not required. */
    static String[] canonical(String... args) {
        boolean step = args.length > 1 && args[0].equals("study") && (args[1].equals("ask") || args[1].equals("tell"));
        return step ? Arrays.copyOfRange(args, 1, args.length) : args;
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
