package dev.allot.cli;

/** Entry point of the {@code allot} command. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.out.println("allot 0.1.0-SNAPSHOT");
    }
}
