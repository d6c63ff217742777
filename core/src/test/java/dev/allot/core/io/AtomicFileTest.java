package dev.allot.core.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    Path folder;

    private static void write(Path file, String text) {
        AtomicFile.writeText(file, writer -> writer.write(text));
    }

    @Test
    void makesMissingFoldersAndReplacesWhatIsThere() throws IOException {
        Path file = folder.resolve("a/b/c.txt");
        write(file, "old");
        write(file, "new");
        assertThat(file).hasContent("new");
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void leavesTheOldFileAndNothingElseWhenWritingFails() throws IOException {
        Path file = folder.resolve("file.txt");
        write(file, "old");
        assertThatThrownBy(() -> AtomicFile.writeText(file, writer -> {
                    writer.write("half of it");
                    throw new IllegalStateException("stopped");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(file).hasContent("old");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void keepsALinkAndReplacesWhatItPointsTo() throws IOException {
        Path file = folder.resolve("file.txt");
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);
        write(file, "old");
        write(link, "new");
        assertThat(link).isSymbolicLink();
        assertThat(file).hasContent("new");
    }

    @Test
    void writesThroughALinkToAFolder() throws IOException {
        Files.createDirectory(folder.resolve("real"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("real"));
        write(link.resolve("file.txt"), "text");
        assertThat(folder.resolve("real/file.txt")).hasContent("text");
    }

    @Test
    void writesToADeviceWithoutTakingItsPlace() {
        Path device = Path.of("/dev/null");
        assumeTrue(Files.exists(device), "there is no /dev/null here");
        write(device, "text");
        assertThat(Files.isRegularFile(device)).isFalse();
    }

    @Test
    void saysThatTheDiskIsFull() {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "there is no /dev/full here");
        assertThatThrownBy(() -> write(full, "text"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("cannot write /dev/full: No space left on device");
        assertThat(Files.isRegularFile(full)).isFalse();
    }

    @Test
    void saysThatAFolderIsInTheWay() {
        assertThatThrownBy(() -> write(folder, "text"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("cannot write " + folder + ": it is a folder");
    }

    @Test
    void saysThatAFileIsInTheWay() {
        write(folder.resolve("file"), "text");
        assertThatThrownBy(() -> write(folder.resolve("file/below.txt"), "text"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(folder.resolve("file") + " is not a folder");
    }
}
