package dev.compresh.house;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Keeps texts for users in plain, current English: no string literal contains a listed word. */
class PlainEnglishTest {
  /** "There is no" and "is no longer" are plain English, "the body is no JSON" is not. */
  private static final Pattern FORBIDDEN =
      Pattern.compile(
          "(?i)\\b(?:(?<!there )(?:is|are) no\\b(?! longer)"
              + "|anew\\b|lest\\b|bears\\b|stands\\b|told\\b|reckon|to the letter\\b|beside\\b)");

  private static final Path EXCEPTIONS =
      Path.of("src/test/resources/house/plain-english-exceptions.txt");

  private static List<String> hits(String source) {
    return SourceTokens.literals(source).stream()
        .filter(text -> FORBIDDEN.matcher(text).find())
        .toList();
  }

  private static List<Path> exceptions() throws IOException {
    return Files.readAllLines(EXCEPTIONS).stream()
        .filter(line -> !line.startsWith("#"))
        .map(Path::of)
        .toList();
  }

  @Test
  void literals_containNoForbiddenWord() throws IOException {
    List<Path> exceptions = exceptions();
    List<String> hits = new ArrayList<>();
    for (Path file : SourceFiles.main()) {
      if (!exceptions.contains(file)) {
        hits(Files.readString(file, UTF_8)).forEach(hit -> hits.add(file + ": " + hit));
      }
    }
    assertThat(hits).isEmpty();
  }

  @Test
  void exceptions_areNeeded() throws IOException {
    assertThat(exceptions()).isNotEmpty().allMatch(PlainEnglishTest::hasHit);
  }

  private static boolean hasHit(Path file) {
    try {
      return !hits(Files.readString(file, UTF_8)).isEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void scan_readsLiteralsAndLeavesCommentsOut() {
    assertThat(hits("f(\"The body is no JSON.\"); g(\"when it begins anew\");")).hasSize(2);
    assertThat(hits("String s = \"\"\"\n  As X told it.\n  \"\"\";")).hasSize(1);
    assertThat(hits("// this is no \"word stands\"\n/** told \"anew\" */ f('\"', \"fine\");"))
        .isEmpty();
    assertThat(hits("f(\"There is no data. It is no longer open. \\\"untold\\\"\");")).isEmpty();
  }
}
