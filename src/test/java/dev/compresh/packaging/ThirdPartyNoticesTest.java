package dev.compresh.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/**
 * THIRD-PARTY.md lists what packages hold, in the versions of this build. {@code ./compresh
 * package} writes the list.
 */
final class ThirdPartyNoticesTest {
  private static final Pattern ROW =
      Pattern.compile("^\\| ([\\w.-]+):([\\w.-]+) \\| (\\S+) \\| (.+) \\|$", Pattern.MULTILINE);

  private static final Set<String> LICENCES =
      Set.of(
          "Apache-2.0",
          "MIT",
          "MIT-0",
          "BSD-2-Clause",
          "BSD-3-Clause",
          "CC0-1.0",
          "EPL-2.0",
          // next to another one, by which it is taken
          "GPL-2.0-with-classpath-exception",
          "LGPL-2.1-only");

  private record LibraryRow(String group, String artifact, String version, String licences) {}

  private static Map<String, LibraryRow> rows() throws IOException {
    Map<String, LibraryRow> rows = new LinkedHashMap<>();
    ROW.matcher(Files.readString(Path.of("THIRD-PARTY.md")))
        .results()
        .map(row -> new LibraryRow(row.group(1), row.group(2), row.group(3), row.group(4)))
        .forEach(row -> rows.put(row.group() + ":" + row.artifact(), row));
    assertThat(rows).hasSizeGreaterThan(20);
    return rows;
  }

  @Test
  void everyRow_isALibraryOfThisBuild() throws IOException {
    Set<String> jars =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(entry -> Objects.toString(Path.of(entry).getFileName(), ""))
            .collect(Collectors.toSet());
    assertThat(rows().values())
        .allSatisfy(
            row ->
                assertThat(jars)
                    .as("run ./compresh package, then copy target/package/THIRD-PARTY.md")
                    .anyMatch(jar -> jar.startsWith(row.artifact() + "-" + row.version())));
  }

  @Test
  void everyDependencyOfThePom_hasARow() throws Exception {
    Element project =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new File("pom.xml"))
            .getDocumentElement();
    Set<String> shipped = new TreeSet<>();
    for (Element dependencies : children(project, "dependencies")) {
      for (Element dependency : children(dependencies, "dependency")) {
        String scope = text(dependency, "scope");
        if (!scope.equals("test") && !scope.equals("provided")) {
          shipped.add(text(dependency, "groupId") + ":" + text(dependency, "artifactId"));
        }
      }
    }
    assertThat(rows().keySet())
        .as("run ./compresh package, then copy target/package/THIRD-PARTY.md")
        .containsAll(shipped);
  }

  @Test
  void everyLicence_goesWithApache2() throws IOException {
    assertThat(rows().values())
        .allSatisfy(row -> assertThat(row.licences().split(" or ")).isSubsetOf(LICENCES));
  }

  private static List<Element> children(Element parent, String name) {
    List<Element> found = new ArrayList<>();
    for (var node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element && element.getTagName().equals(name)) {
        found.add(element);
      }
    }
    return found;
  }

  private static String text(Element parent, String name) {
    return children(parent, name).stream()
        .map(Element::getTextContent)
        .findFirst()
        .orElse("")
        .strip();
  }
}
