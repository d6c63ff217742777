package dev.allot.cli.output;

/** A word to those who end a command early, until it is closed. */
public final class Farewell {
    private final Thread hook;

    private Farewell(Thread hook) {
        this.hook = hook;
    }

    /** From now on an interruption of the process says this on standard error, unless quiet. */
    public static Farewell say(Console console, String words) {
        Thread hook = new Thread(
                () -> {
                    if (!console.quiet()) {
                        System.err.println("allot: interrupted; " + words);
                    }
                },
                "farewell");
        Runtime.getRuntime().addShutdownHook(hook);
        return new Farewell(hook);
    }

    /** The command is done: nothing is left to go on with. */
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending: the hook is running.
        }
    }
}
