package dev.compresh.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Every file is formatted by google-java-format. {@code mvn test -Dtest=FormatTest
 * -Dformat.fix=true} formats instead of complaining.
 */
class FormatTest {
  @Test
  void allFiles_areFormatted() throws Exception {
    Formatter formatter = new Formatter();
    List<Path> wrong = new ArrayList<>();
    for (Path file : SourceFiles.all()) {
      String source = Files.readString(file);
      String formatted =
          formatter.formatSource(
              ImportOrderer.reorderImports(
                  RemoveUnusedImports.removeUnusedImports(source),
                  JavaFormatterOptions.Style.GOOGLE));
      if (!formatted.equals(source)) {
        wrong.add(file);
        if (Boolean.getBoolean("format.fix")) {
          Files.writeString(file, formatted);
        }
      }
    }
    assertThat(Boolean.getBoolean("format.fix") ? List.of() : wrong)
        .as("not formatted; mvn test -Dtest=FormatTest -Dformat.fix=true mends it")
        .isEmpty();
  }
}
