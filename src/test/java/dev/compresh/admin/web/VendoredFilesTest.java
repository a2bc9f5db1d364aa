package dev.compresh.admin.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Files of packages are what the packages' authors published. */
class VendoredFilesTest {
  private static final Path VENDOR = Path.of("src/main/resources/dev/compresh/web/vendor");

  @Test
  void everyFile_hasTheSumThatIsWrittenDown() throws IOException, NoSuchAlgorithmException {
    SortedMap<String, String> written = new TreeMap<>();
    for (String line : Files.readAllLines(VENDOR.resolve("SHA256SUMS"))) {
      written.put(line.substring(66), line.substring(0, 64));
    }
    SortedMap<String, String> found = new TreeMap<>();
    try (Stream<Path> files = Files.walk(VENDOR)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = VENDOR.relativize(file).toString();
        if (!List.of("SHA256SUMS", "README.md").contains(name)) {
          found.put(name, sum(Files.readAllBytes(file)));
        }
      }
    }
    assertThat(found).isEqualTo(written).hasSizeGreaterThan(6);
  }

  private static String sum(byte[] bytes) throws NoSuchAlgorithmException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  @Test
  void everyPackage_hasItsLicence() {
    Map<String, byte[]> files = ResourceTree.read("/dev/compresh/web/index.html");
    assertThat(files.keySet())
        .contains(
            "vendor/licenses/preact.txt",
            "vendor/licenses/htm.txt",
            "vendor/licenses/preact-signals.txt",
            "vendor/licenses/uplot.txt");
  }

  @Test
  void packages_findEachOther_byTheirFiles() {
    WebBundle bundle = WebBundle.load();
    assertThat(bundle.index()).isNotNull();
    Map<String, byte[]> files = ResourceTree.read("/dev/compresh/web/index.html");
    String page = new String(files.getOrDefault("index.html", new byte[0]), StandardCharsets.UTF_8);
    assertThat(page).contains("{{assets}}/app/main.js");
  }
}
