package dev.allot.predictor.xgboost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What users are told when XGBoost's native library cannot be loaded. */
class NativeXGBoostTest {
    static Stream<Arguments> failures() {
        String unpacked = "/tmp/libxgboost4j123.so: libgomp.so.1: cannot open shared object file: No such file";
        return Stream.of(
                Arguments.of(new UnsatisfiedLinkError(unpacked), List.of("libgomp.so.1", "apt-get install libgomp1")),
                Arguments.of(
                        new ExceptionInInitializerError(new RuntimeException(new UnsatisfiedLinkError(unpacked))),
                        List.of("libgomp.so.1", "apt-get install libgomp1")),
                Arguments.of(
                        new UnsatisfiedLinkError("Library not loaded: @rpath/libomp.dylib\n  Referenced from: x"),
                        List.of("libomp.dylib", "brew install libomp")),
                Arguments.of(
                        new ExceptionInInitializerError(
                                new RuntimeException(new IOException("No space left on device"))),
                        List.of("No space left on device", "-Djava.io.tmpdir=DIR")),
                Arguments.of(
                        new ExceptionInInitializerError(new IllegalStateException("Unsupported os:plan9")),
                        List.of("Unsupported os:plan9", "this is " + System.getProperty("os.name"))),
                Arguments.of(
                        new NoClassDefFoundError("Could not initialize class ml.dmlc.xgboost4j.java.XGBoostJNI"),
                        List.of("Could not initialize class", "x86_64 and aarch64")),
                Arguments.of(new UnsatisfiedLinkError(), List.of("java.lang.UnsatisfiedLinkError", "it exists for")));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void saysWhatToInstallAndWhatWorksWithout(Throwable failure, List<String> parts) {
        Throwable caught = NativeXGBoost.attempt(() -> {
                    if (failure instanceof Error error) {
                        throw error;
                    }
                    throw (Exception) failure;
                })
                .orElseThrow();
        assertThat(caught).isSameAs(failure);
        assertThat(NativeXGBoost.unavailable(caught))
                .hasCause(failure)
                .hasMessageStartingWith("XGBoost's native library cannot be loaded (")
                .hasMessageContainingAll(parts.toArray(String[]::new))
                .hasMessageEndingWith("The predictors 'linear' and 'quadratic' work without it.")
                .message()
                .doesNotContain("\n");
    }

    @Test
    void isThereOnThisMachine() {
        assertThat(NativeXGBoost.attempt(() -> {})).isEmpty();
        assertThatCode(NativeXGBoost::require).doesNotThrowAnyException();
    }

    /** The module's classes once more, in a world where loading XGBoost's native side fails. */
    @Test
    void everythingButTrainingTreesWorksWithoutIt() throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (CrippledLoader loader = new CrippledLoader()) {
            thread.setContextClassLoader(loader);
            Class<?> probe = loader.loadClass(WithoutNatives.class.getName());
            assertThat(probe.getClassLoader()).isSameAs(loader);
            Object message = probe.getMethod("run").invoke(null);
            String refused = "dev.allot.predictor.xgboost.XGBoostUnavailableException: ";
            assertThat(((String) message).lines())
                    .allMatch(line -> line.contains("libgomp.so.1: gone") && line.contains("apt-get install libgomp1"))
                    .satisfiesExactly(
                            line -> assertThat(line)
                                    .startsWith("bagged-trees: " + refused + "XGBoost's native library"),
                            line -> assertThat(line)
                                    .startsWith("boosted-trees: " + refused + "XGBoost's native library"),
                            line -> assertThat(line)
                                    .startsWith("stack: " + refused
                                            + "'stack' needs 'boosted-trees': XGBoost's native library"));
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Loads the class path anew, but of XGBoost's JNI class it has only the failure. */
    private static final class CrippledLoader extends URLClassLoader {
        CrippledLoader() throws IOException {
            super(classPath(), ClassLoader.getPlatformClassLoader());
        }

        private static URL[] classPath() throws IOException {
            List<URL> urls = new ArrayList<>();
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
                urls.add(Path.of(entry).toUri().toURL());
            }
            return urls.toArray(URL[]::new);
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.equals("ml.dmlc.xgboost4j.java.XGBoostJNI")) {
                throw new UnsatisfiedLinkError("libxgboost4j.so: libgomp.so.1: gone");
            }
            return super.findClass(name);
        }
    }
}
