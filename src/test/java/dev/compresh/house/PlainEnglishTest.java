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
    return literals(source).stream().filter(text -> FORBIDDEN.matcher(text).find()).toList();
  }

  /** The string literals and text blocks of Java source, without those in comments. */
  private static List<String> literals(String source) {
    List<String> found = new ArrayList<>();
    int at = 0;
    while (at < source.length()) {
      int end = tokenEnd(source, at);
      if (source.charAt(at) == '"') {
        found.add(source.substring(at, end));
      }
      at = end;
    }
    return found;
  }

  private static int tokenEnd(String source, int at) {
    if (source.startsWith("//", at)) {
      return after(source, "\n", at);
    }
    if (source.startsWith("/*", at)) {
      return after(source, "*/", at + 2);
    }
    if (source.startsWith("\"\"\"", at)) {
      return closing(source, "\"\"\"", at + 3);
    }
    return switch (source.charAt(at)) {
      case '"' -> closing(source, "\"", at + 1);
      case '\'' -> closing(source, "'", at + 1);
      default -> at + 1;
    };
  }

  private static int after(String source, String mark, int from) {
    int found = source.indexOf(mark, from);
    return found < 0 ? source.length() : found + mark.length();
  }

  private static int closing(String source, String quote, int from) {
    int at = from;
    while (at < source.length() && !source.startsWith(quote, at)) {
      at += source.charAt(at) == '\\' ? 2 : 1;
    }
    return Math.min(source.length(), at + quote.length());
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
