package dev.compresh.house;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The files that recipes name exist: a recipe that names a file of yesterday misleads. */
class RecipePathsTest {
  private static final Pattern PATH = Pattern.compile("`([a-zA-Z][\\w/.-]*/[\\w./-]+)`");

  /** Where paths of recipes begin. */
  private static final List<Path> ROOTS =
      List.of(
          Path.of(""),
          Path.of("src/main/java/dev/compresh"),
          Path.of("src/test/java/dev/compresh"));

  private static boolean isThere(String path) {
    boolean isExample = path.contains("/Your");
    return isExample
        || ROOTS.stream()
            .flatMap(root -> Stream.of(root.resolve(path), root.resolve(path + ".java")))
            .anyMatch(Files::exists);
  }

  @Test
  void paths_exist() throws IOException {
    String recipes = Files.readString(Path.of("docs/recipes.md"), UTF_8);
    List<String> paths = PATH.matcher(recipes).results().map(RecipePathsTest::path).toList();
    assertThat(paths).hasSizeGreaterThan(25).allMatch(RecipePathsTest::isThere);
  }

  private static String path(MatchResult found) {
    return found.group(1);
  }

  @Test
  void aFileOfYesterday_isFound() {
    assertThat(isThere("store/Migrations.java")).isFalse();
    assertThat(isThere("store/SchemaMigrations.java")).isTrue();
  }
}
