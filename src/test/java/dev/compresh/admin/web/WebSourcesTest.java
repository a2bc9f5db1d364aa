package dev.compresh.admin.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The dashboard's own sources: short, whole, and without ways for markup to slip in. */
class WebSourcesTest {
  private static final Pattern IMPORT =
      Pattern.compile("import\\s*\\{([^}]*)\\}\\s*from '(\\.[^']+)'|import\\('(\\.[^']+)'\\)");
  private static final Pattern EXPORT =
      Pattern.compile("export (?:async )?(?:const|function\\*?|class) (\\w+)|export \\{([^}]*)\\}");

  private static Map<String, String> sources() {
    Map<String, String> sources = new TreeMap<>();
    ResourceTree.read("/dev/compresh/web/index.html")
        .forEach(
            (name, bytes) -> {
              if (name.startsWith("app/") || name.startsWith("css/")) {
                sources.put(name, new String(bytes, StandardCharsets.UTF_8));
              }
            });
    return sources;
  }

  @Test
  void files_areShort() {
    List<Long> lengths = new ArrayList<>();
    sources()
        .forEach(
            (name, source) -> {
              assertThat(source.lines().count()).as(name).isLessThan(400);
              lengths.add(source.lines().count());
            });
    lengths.sort(null);
    assertThat(lengths.get(lengths.size() / 2)).isLessThan(100);
  }

  @Test
  void nothing_becomesMarkupOrCodeThatWasText() {
    sources()
        .forEach(
            (name, source) ->
                assertThat(source)
                    .as(name)
                    .doesNotContain(
                        "innerHTML",
                        "outerHTML",
                        "insertAdjacentHTML",
                        "document.write",
                        "eval(",
                        "new Function"));
  }

  @Test
  void everyModule_saysItsPurpose() {
    sources()
        .forEach(
            (name, source) -> {
              if (name.startsWith("app/")) {
                assertThat(source).as(name).startsWith("// ");
              }
            });
  }

  @Test
  void everyImport_isThere() {
    Map<String, String> sources = sources();
    sources.forEach(
        (name, source) -> {
          Matcher found = IMPORT.matcher(source);
          while (found.find()) {
            String path = found.group(2) == null ? found.group(3) : found.group(2);
            String target = java.nio.file.Path.of(name).resolveSibling(path).normalize().toString();
            if (target.startsWith("vendor/")) {
              continue;
            }
            assertThat(sources).as(name).containsKey(target);
            if (found.group(1) != null) {
              for (String each : found.group(1).split(",", -1)) {
                String wanted = each.strip().split(" as ", -1)[0].strip();
                assertThat(exports(sources.getOrDefault(target, ""))).as(name).contains(wanted);
              }
            }
          }
        });
  }

  private static List<String> exports(String source) {
    List<String> names = new ArrayList<>();
    Matcher found = EXPORT.matcher(source);
    while (found.find()) {
      if (found.group(1) != null) {
        names.add(found.group(1));
      } else {
        for (String each : found.group(2).split(",", -1)) {
          names.add(each.strip());
        }
      }
    }
    return names;
  }
}
