package dev.allot.cli;

import picocli.CommandLine;

/** Entry point of the {@code allot} command. */
public final class Main {
    private Main() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] args) {
        int code = commandLine().execute(args);
        // A closed pipe or a full disk shows nowhere else.
        if (System.out.checkError() && code == ExitCodes.DONE) {
            System.err.println("allot: cannot write to standard output: it was closed, or its disk is full");
            code = ExitCodes.FAILURE;
        }
        System.exit(code);
    }

    /** The command with everything below it, ready to be executed. */
    public static CommandLine commandLine() {
        Errors errors = new Errors();
        return new CommandLine(new AllotCommand())
                .setExpandAtFiles(false)
                .setUsageHelpAutoWidth(false)
                .setUsageHelpWidth(110)
                .setUsageHelpLongOptionsMaxWidth(36)
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors);
    }
}
