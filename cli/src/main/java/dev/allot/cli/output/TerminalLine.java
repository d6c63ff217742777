package dev.allot.cli.output;

import java.io.PrintWriter;
import me.tongfei.progressbar.ProgressBarConsumer;

/** The last line of a terminal, written over and over, and blank in the end. */
final class TerminalLine implements ProgressBarConsumer {
    /** Short enough for any terminal: a line that wraps cannot be written over. */
    private static final int WIDTH = 79;

    private final PrintWriter terminal;

    TerminalLine(PrintWriter terminal) {
        this.terminal = terminal;
    }

    @Override
    public int getMaxRenderedLength() {
        return WIDTH;
    }

    @Override
    public void accept(String line) {
        terminal.print('\r' + line);
        terminal.flush();
    }

    @Override
    public void clear() {
        accept(" ".repeat(WIDTH) + '\r');
    }

    @Override
    public void close() {
        clear();
    }
}
