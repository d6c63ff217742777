package dev.allot.cli;

import dev.allot.core.io.InvalidInputException;
import dev.allot.core.solve.SolverUnavailableException;
import dev.allot.core.solve.UnsupportedProblemException;
import dev.allot.predictor.xgboost.XGBoostUnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The one place where exceptions become an exit code and one line on standard error. */
final class Errors implements IParameterExceptionHandler, IExecutionExceptionHandler {
    private static final String STACKTRACE = "--stacktrace";

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        return report(e, e.getCommandLine(), List.of(args).contains(STACKTRACE));
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, @Nullable ParseResult parsed) {
        boolean trace = parsed != null && parsed.originalArgs().contains(STACKTRACE);
        return report(e, command, trace);
    }

    /** Reports whatever ended a command, errors of the virtual machine included. */
    static int report(Throwable e, CommandLine command, boolean trace) {
        Verdict verdict = verdict(e, command);
        command.getErr().println("allot: " + oneLine(verdict.message));
        if (trace) {
            e.printStackTrace(command.getErr());
        }
        command.getErr().flush();
        return verdict.exitCode;
    }

    private record Verdict(int exitCode, String message) {}

    private static Verdict verdict(Throwable e, CommandLine command) {
        if (e instanceof CommandLine.ExecutionException && e.getCause() != null) {
            return verdict(e.getCause(), command);
        }
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError) {
                return new Verdict(
                        ExitCodes.FAILURE,
                        "out of memory (" + message(cause) + "); give Java more, for example ALLOT_JAVA_OPTS=-Xmx4g");
            }
        }
        if (e instanceof ParameterException parameter) {
            return new Verdict(ExitCodes.BAD_INPUT, usage(parameter));
        }
        if (e instanceof InvalidInputException || e instanceof UnsupportedProblemException) {
            return new Verdict(ExitCodes.BAD_INPUT, message(e));
        }
        if (e instanceof InfeasibleException) {
            return new Verdict(ExitCodes.INFEASIBLE, message(e));
        }
        if (e instanceof FailureException
                || e instanceof SolverUnavailableException
                || e instanceof XGBoostUnavailableException
                || e instanceof UncheckedIOException
                || e instanceof IOException) {
            return new Verdict(ExitCodes.FAILURE, message(e));
        }
        return new Verdict(
                ExitCodes.FAILURE,
                "unexpected " + e.getClass().getSimpleName() + ": " + message(e) + "; run '"
                        + command.getCommandSpec().qualifiedName() + "' with " + STACKTRACE + " for details");
    }

    private static String usage(ParameterException e) {
        CommandLine command = e.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        String what = message(e).replaceFirst("^Error: ", "");
        if (e instanceof UnmatchedArgumentException unmatched) {
            String given = unmatched.getUnmatched().get(0);
            boolean isCommand = command.getParent() == null && !given.startsWith("-");
            what = (isCommand
                            ? "there is no command '"
                            : given.startsWith("-") ? "unknown option '" : "unexpected argument '")
                    + given + "'";
            List<String> suggestions = unmatched.getSuggestions();
            if (!suggestions.isEmpty()) {
                what += "; did you mean " + String.join(" or ", suggestions);
            } else if (isCommand) {
                what += "; there are "
                        + String.join(", ", command.getSubcommands().keySet());
            }
        }
        return what + " (try '" + name + " --help')";
    }

    private static String message(Throwable e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static String oneLine(String message) {
        return message.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
