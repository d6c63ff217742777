package dev.allot.cli;

import dev.allot.cli.compare.CompareCommand;
import dev.allot.cli.solve.SolveCommand;
import dev.allot.cli.study.AskCommand;
import dev.allot.cli.study.DemoCommand;
import dev.allot.cli.study.StudyCommand;
import dev.allot.cli.study.TellCommand;
import dev.allot.cli.train.TrainCommand;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command that all others stand below. */
@SuppressWarnings({"NullAway.Init", "UnusedVariable"}) // the parser sets the fields, and reads some
@Command(
        name = "allot",
        description = {"Spends an annotation budget where it pays.", ""},
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = AllotCommand.Version.class,
        subcommands = {
            DemoCommand.class,
            SolveCommand.class,
            TrainCommand.class,
            StudyCommand.class,
            AskCommand.class,
            TellCommand.class,
            CompareCommand.class,
            GenerateCommand.class,
            SimulateCommand.class,
            SolversCommand.class,
            HelpCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:anything that is not in your hands; --stacktrace shows more",
            "2:bad input or usage: one line names the file, the line and the field",
            "3:no feasible solution: one line names the constraints that collide"
        },
        footer = {"", "Every command has --help. Start with: allot demo"})
public final class AllotCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version and exit.")
    private boolean version;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "a command is missing: " + String.join(", ", spec.subcommands().keySet()));
    }

    /** The version of the build. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            Properties properties = new Properties();
            try (InputStream in =
                    Objects.requireNonNull(AllotCommand.class.getResourceAsStream("version.properties"))) {
                properties.load(in);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return new String[] {"allot " + properties.getProperty("version")};
        }
    }
}
