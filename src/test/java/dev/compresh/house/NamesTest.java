package dev.compresh.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Names say what a thing is, once. */
class NamesTest {
  private static final Path LIST =
      Path.of("src/test/resources/dev/compresh/house/one-word-types.txt");

  private static final Pattern TYPE =
      Pattern.compile("\\b(?:class|record|interface|enum)\\s+([A-Z]\\w*)");

  private static final Pattern ONE_WORD = Pattern.compile("[A-Z][a-z0-9]*");

  /** A declaration of a method: a type, a name and a bracket at the members' indentation. */
  private static final Pattern METHOD =
      Pattern.compile(
          "(?m)^ {2,4}(?:(?:public|protected|private|static|final|abstract|default|synchronized)"
              + " )*[\\w.<>\\[\\],?@ ]{1,80} (\\w+)\\(");

  private static final Set<String> PREPOSITIONS =
      Set.of(
          "to", "at", "in", "on", "by", "for", "with", "within", "without", "behind", "before",
          "after", "beyond", "beside", "under", "over", "above", "below", "between", "into", "onto",
          "upon", "through", "across", "against", "along", "among", "around", "as", "until",
          "since", "than", "via", "per", "near", "off", "out", "up", "down");

  /** Accessors of records whose component is a bound of time. */
  private static final Set<String> ALLOWED = Set.of("RollupFilter.to");

  @Test
  void noSimpleTypeName_isThereTwice() throws IOException {
    Map<String, List<String>> twice = new TreeMap<>(types(SourceFiles.all()));
    twice.values().removeIf(files -> files.size() == 1);
    assertThat(twice).isEmpty();
  }

  @Test
  void typeNamesOfOneWord_areThoseOfTheList() throws IOException {
    Set<String> found = new TreeSet<>(types(SourceFiles.main()).keySet());
    int all = found.size();
    found.removeIf(name -> !ONE_WORD.matcher(name).matches());
    List<String> listed =
        Files.readAllLines(LIST).stream().filter(line -> !line.startsWith("#")).toList();
    assertThat(found).containsExactlyInAnyOrderElementsOf(listed);
    assertThat(found.size() * 100 / all).as("percent of one word").isLessThan(15);
  }

  @Test
  void noMethod_isNamedByAPreposition() throws IOException {
    Set<String> found = new TreeSet<>();
    for (Path file : SourceFiles.main()) {
      METHOD
          .matcher(code(file))
          .results()
          .filter(method -> !method.group().strip().matches("(return|new|throw|else|case)\\b.*"))
          .map(method -> method.group(1))
          .filter(PREPOSITIONS::contains)
          .forEach(name -> found.add(name(file) + "." + name));
    }
    assertThat(found).isSubsetOf(ALLOWED);
  }

  private static Map<String, List<String>> types(List<Path> files) throws IOException {
    Map<String, List<String>> types = new TreeMap<>();
    for (Path file : files) {
      TYPE.matcher(code(file))
          .results()
          .forEach(
              type ->
                  types
                      .computeIfAbsent(type.group(1), name -> new ArrayList<>())
                      .add(file.toString()));
    }
    return types;
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName()).replace(".java", "");
  }

  /** The file without texts and comments. */
  private static String code(Path file) throws IOException {
    return Files.readString(file)
        .replaceAll("\"\"\"(?s:.*?)\"\"\"", "")
        .replaceAll("(?m)^\\s*(?://|/?\\*).*$", "")
        .replaceAll("\"(?:[^\"\\\\\\n]|\\\\.)*+\"", "\"\"");
  }
}
