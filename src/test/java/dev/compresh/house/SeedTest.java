package dev.compresh.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every run of the tests draws the same lots: what fails once, fails again. */
class SeedTest {
  private static final Pattern PROPERTY = Pattern.compile("@Property\\b(\\([^)]*\\))?");
  private static final Pattern UNSEEDED =
      Pattern.compile("new Random\\(\\)|Math\\.random\\(|ThreadLocalRandom|shuffle\\([^,()]*\\)");

  private static List<String> hits(Pattern pattern) throws IOException {
    List<String> hits = new ArrayList<>();
    for (Path file : SourceFiles.all()) {
      if (file.startsWith("src/test") && !file.endsWith("SeedTest.java")) {
        Matcher matcher = pattern.matcher(Files.readString(file));
        while (matcher.find()) {
          hits.add(file + ": " + matcher.group());
        }
      }
    }
    return hits;
  }

  @Test
  void properties_nameTheirSeed() throws IOException {
    assertThat(hits(PROPERTY)).isNotEmpty().allMatch(hit -> hit.contains("seed = "));
  }

  @Test
  void chance_hasASeed() throws IOException {
    assertThat(hits(UNSEEDED)).isEmpty();
  }
}
