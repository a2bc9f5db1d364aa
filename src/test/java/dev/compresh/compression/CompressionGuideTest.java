package dev.compresh.compression;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The examples of docs/compression-guide.md are what the code does. {@code mvn test
 * -Dtest=CompressionGuideTest -Dreference.fix=true} writes them instead of complaining.
 */
class CompressionGuideTest {
  private static final Path GUIDE = Path.of("docs/compression-guide.md");

  @Test
  void examples_areWhatTheCodeDoes() throws IOException {
    String guide = Files.readString(GUIDE);
    String wanted = guide;
    for (Map.Entry<String, String> example : GuideExamples.all().entrySet()) {
      String start = "<!-- example " + example.getKey() + " -->\n";
      int from = wanted.indexOf(start);
      assertThat(from).as("the guide has the mark %s", start.strip()).isNotNegative();
      int to = wanted.indexOf("<!-- end -->", from);
      wanted =
          wanted.substring(0, from + start.length())
              + "\n"
              + example.getValue()
              + "\n"
              + wanted.substring(to);
    }
    if (Boolean.getBoolean("reference.fix")) {
      Files.writeString(GUIDE, wanted);
      guide = wanted;
    }
    assertThat(guide)
        .as("mvn test -Dtest=CompressionGuideTest -Dreference.fix=true writes it")
        .isEqualTo(wanted);
  }

  @Test
  void layersOfTheGuide_areInTheOrderOfTheCode() throws IOException {
    List<String> stages = new ArrayList<>();
    new CompressionStages()
        .stages()
        .forEach(stage -> stage.layers().forEach(layer -> stages.add(layer.label())));
    assertThat(headings(GUIDE)).isEqualTo(stages);
    assertThat(stages)
        .as("every layer but that of what a rewrite makes void")
        .hasSameElementsAs(
            Arrays.stream(Layer.values())
                .filter(layer -> layer != Layer.REASONING)
                .map(Layer::label)
                .toList());
  }

  private static List<String> headings(Path page) throws IOException {
    return Pattern.compile("(?m)^## .*\\(`(\\w+)`\\)$")
        .matcher(Files.readString(page))
        .results()
        .map(heading -> heading.group(1))
        .toList();
  }
}
