package dev.compresh.house;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Links between the project's Markdown files lead to files that exist and to headings in them. */
class DocumentLinksTest {
  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");

  private static List<Path> documents() throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> top = Files.list(Path.of(""))) {
      top.forEach(found::add);
    }
    for (String folder : List.of("docs", "deploy", "bench", ".github", "clients", "packaging")) {
      try (Stream<Path> below = Files.walk(Path.of(folder))) {
        below.forEach(found::add);
      }
    }
    return found.stream()
        .filter(file -> file.toString().endsWith(".md"))
        .filter(file -> !file.toString().contains("node_modules"))
        .toList();
  }

  /** The targets of links outside of code. */
  static List<String> targets(String markdown) {
    List<String> targets = new ArrayList<>();
    for (String line : proseLines(markdown)) {
      Matcher link = LINK.matcher(line.replaceAll("`[^`]*`", ""));
      while (link.find()) {
        targets.add(link.group(1));
      }
    }
    return targets;
  }

  private static List<String> proseLines(String markdown) {
    List<String> lines = new ArrayList<>();
    boolean isCode = false;
    for (String line : markdown.lines().toList()) {
      boolean isFence = line.strip().startsWith("```");
      if (!isFence && !isCode) {
        lines.add(line);
      }
      isCode ^= isFence;
    }
    return lines;
  }

  /** The anchors of headings, as GitHub and the site make them. */
  static List<String> anchors(String markdown) {
    return proseLines(markdown).stream()
        .filter(line -> line.matches("#{1,6} .*"))
        .map(line -> line.replaceFirst("#+ ", "").strip().toLowerCase(Locale.ROOT))
        .map(line -> line.replaceAll("[^\\p{L}\\p{N}_ -]", "").replace(' ', '-'))
        .toList();
  }

  /** What is wrong with a link, empty for nothing. */
  private static String fault(Path document, String target) throws IOException {
    if (target.matches("[a-z]+:.*")) {
      return "";
    }
    int hash = target.indexOf('#');
    String file = hash < 0 ? target : target.substring(0, hash);
    Path folder = document.toAbsolutePath().getParent();
    Path path = file.isEmpty() || folder == null ? document : folder.resolve(file);
    if (!Files.exists(path)) {
      return document + ": " + target;
    }
    boolean isLost =
        hash >= 0 && !anchors(Files.readString(path, UTF_8)).contains(target.substring(hash + 1));
    return isLost ? document + ": " + target + " (no such heading)" : "";
  }

  @Test
  void links_leadToFilesAndHeadings() throws IOException {
    List<String> faults = new ArrayList<>();
    int links = 0;
    for (Path document : documents()) {
      for (String target : targets(Files.readString(document, UTF_8))) {
        links++;
        faults.add(fault(document, target));
      }
    }
    assertThat(links).isGreaterThan(80);
    assertThat(faults).containsOnly("");
  }

  @Test
  void anchors_areThoseOfGitHub() {
    String page = "# `compresh up`, and more\n```\n# no heading\n```\n## A  b_c – d?\n";
    assertThat(anchors(page)).containsExactly("compresh-up-and-more", "a--b_c--d");
  }

  @Test
  void targets_areReadOutsideOfCode() {
    String page = "[a](b.md#c) `[x](y)` [d](e)\n```\n[f](g)\n```\n";
    assertThat(targets(page)).containsExactly("b.md#c", "e");
  }

  @Test
  void brokenLinks_areFound() throws IOException {
    assertThat(fault(Path.of("README.md"), "docs/nowhere.md")).isNotEmpty();
    assertThat(fault(Path.of("README.md"), "docs/glossary.md#nowhere")).isNotEmpty();
    assertThat(fault(Path.of("README.md"), "docs/glossary.md")).isEmpty();
  }
}
