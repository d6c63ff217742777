package dev.allot.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** README's code compiles and prints what README says; the files that README points to are there. */
class ReadmeTest {
    private static final Path ROOT = root();

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("README.md")) || !Files.exists(folder.resolve("core"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    private static String readme() throws IOException {
        return Files.readString(ROOT.resolve("README.md"));
    }

    @Test
    void codeRunsAndPrintsWhatFollowsIt(@TempDir Path classes) throws Exception {
        MatchResult block = Pattern.compile("```java\n(.*?)```\n\n```\n(.*?)```", Pattern.DOTALL)
                .matcher(readme())
                .results()
                .findFirst()
                .orElseThrow();
        String source = """
                import dev.allot.core.routing.*;
                import dev.allot.core.solve.*;
                import dev.allot.core.surrogate.*;
                import java.util.List;
                public class Example {
                    public static void main(String[] arguments) {
                %s
                    }
                }
                """.formatted(block.group(1));
        compile(source, classes);
        assertThat(run(classes)).isEqualTo(block.group(2));
    }

    private static void compile(String source, Path classes) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        JavaFileObject file =
                new SimpleJavaFileObject(URI.create("string:///Example.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                };
        List<String> options =
                List.of("-d", classes.toString(), "-proc:none", "-cp", System.getProperty("java.class.path"));
        assertThat(compiler.getTask(null, null, null, options, null, List.of(file))
                        .call())
                .isTrue();
    }

    private static String run(Path classes) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream before = System.out;
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()}, ReadmeTest.class.getClassLoader())) {
            System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
            loader.loadClass("Example").getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }

    @Test
    void linksLeadSomewhere() throws IOException {
        List<String> missing = new ArrayList<>();
        Pattern.compile("\\]\\(([^)#]+)\\)").matcher(readme()).results().forEach(link -> {
            String target = link.group(1);
            if (!target.startsWith("http") && !Files.exists(ROOT.resolve(target))) {
                missing.add(target);
            }
        });
        assertThat(missing).isEmpty();
    }
}
