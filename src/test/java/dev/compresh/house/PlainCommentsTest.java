package dev.compresh.house;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps comments and documents in plain, current English. */
class PlainCommentsTest {
  private static final Pattern FORBIDDEN =
      Pattern.compile(
          "(?i)\\b(?:anew|lest|bears|stands|told|reckon(?:s|ed|ing)?|to the letter|beside)\\b");

  /** Code within a comment, and names of parameters. */
  private static final Pattern CODE =
      Pattern.compile("\\{@(?:code|link) [^}]*}|@param \\S+|`[^`]*`|\"[^\"]*\"");

  /** Javadoc of a type, a method or a package that does not begin with what that does. */
  private static final Pattern NO_VERB =
      Pattern.compile(
          "/\\*\\*[\\s*]*(?:What|Whether|Where)\\b[^/]*?\\*/\\s*(?:@\\w+(?:\\([^)]*\\))?\\s+)*"
              + "(?:[^;={}/]*(?:class|interface|record|enum) \\w|package |[^;={}()/\\n]+ \\w+\\()");

  private static List<String> hits(String text) {
    return text.lines()
        .filter(line -> FORBIDDEN.matcher(CODE.matcher(line).replaceAll("")).find())
        .toList();
  }

  private static List<Path> documents() throws IOException {
    try (Stream<Path> top = Files.list(Path.of(""));
        Stream<Path> docs = Files.walk(Path.of("docs"));
        Stream<Path> deploy = Files.walk(Path.of("deploy"))) {
      return Stream.of(top, docs, deploy)
          .flatMap(each -> each)
          .filter(file -> file.toString().endsWith(".md"))
          .filter(file -> !file.toString().contains("node_modules"))
          .toList();
    }
  }

  @Test
  void comments_containNoForbiddenWord() throws IOException {
    List<String> hits = new ArrayList<>();
    for (Path file : SourceFiles.all()) {
      for (String comment : SourceTokens.comments(Files.readString(file, UTF_8))) {
        hits(comment).forEach(hit -> hits.add(file + ": " + hit.strip()));
      }
    }
    assertThat(hits).isEmpty();
  }

  @Test
  void documents_containNoForbiddenWord() throws IOException {
    List<String> hits = new ArrayList<>();
    for (Path file : documents()) {
      hits(Files.readString(file, UTF_8)).forEach(hit -> hits.add(file + ": " + hit));
    }
    assertThat(hits).isEmpty();
  }

  @Test
  void javadoc_beginsWithWhatTheThingDoes() throws IOException {
    List<String> hits = new ArrayList<>();
    for (Path file : SourceFiles.main()) {
      NO_VERB
          .matcher(Files.readString(file, UTF_8))
          .results()
          .forEach(hit -> hits.add(file + ": " + hit.group()));
    }
    assertThat(hits).isEmpty();
  }

  @Test
  void scan_findsWordsOfProseOnly() {
    assertThat(hits("/** Reads it anew. */\n// it is told to wait")).hasSize(2);
    assertThat(hits("@param told the length; {@code stands} `beside` \"told\" untold")).isEmpty();
  }

  @Test
  void scan_tellsDeclarationsFromFields() {
    assertThat(NO_VERB.matcher("/** What was read. */\n  private int read() {").find()).isTrue();
    assertThat(NO_VERB.matcher("/**\n * Whether it is. */\n  record Read(int a)").find()).isTrue();
    assertThat(NO_VERB.matcher("/** What was read. */\n  private int read = get();").find())
        .isFalse();
    assertThat(NO_VERB.matcher("/** Returns what was read. */\n  int read() {").find()).isFalse();
  }
}
