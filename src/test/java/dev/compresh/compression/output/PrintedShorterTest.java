package dev.compresh.compression.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compression.ElisionMarkers;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrintedShorterTest {
  private static final EncodedBlobTruncator BLOBS =
      new EncodedBlobTruncator(ElisionMarkers.DEFAULT);

  @Test
  void hitsOfASearch_areGroupedByFile() {
    String text =
        """
        src/app/main.py:7:import os
        src/app/main.py:19:    x = os.environ["A:1:b"]
        src/app/main.py:20:    return x
        src/app/other.py:3:import os
        Binary file x.pyc matches\
        """;
    assertThat(SearchResultGrouper.group(text))
        .isEqualTo(
            """
            src/app/main.py:
            7:import os
            19:    x = os.environ["A:1:b"]
            20:    return x
            src/app/other.py:3:import os
            Binary file x.pyc matches\
            """);
  }

  @Test
  void linesThatAreNoHits_stay() {
    String text = "https://a.b:80:x\nhttps://a.b:80:y\nhttps://a.b:80:z\nE: 1:2:3\n::\n";
    assertThat(SearchResultGrouper.group(text)).isEqualTo(text);
    assertThat(SearchResultGrouper.group("")).isEmpty();
  }

  @Test
  void pictures_areCutWithTheirHash() {
    String picture = "iVBORw0KGgo8AAAANSUhEUg4".repeat(100);
    assertThat(BLOBS.apply("{\"png\":\"" + picture + "\"}"))
        .startsWith("{\"png\":\"iVBORw0KGgo8")
        .contains("[2360 characters cut, sha256 ")
        .endsWith("]\"}")
        .hasSizeLessThan(130);
    String data = "data:image/webp;base64," + "AAECAwQFBgcICQoL".repeat(200);
    assertThat(BLOBS.apply(data)).hasSizeLessThan(130);
  }

  /** A later step sends these, or compares them. */
  @Test
  void tokensKeysAndSignatures_stay() {
    String code = "MbygIJTreBJqUXsgaojHPPqexvcExwMNGCEsrOgg8CXw".repeat(80);
    for (String text :
        List.of(
            "eyJhbGciOiJSUzI1NiJ9." + code + "." + code,
            "{\"refresh_token\":\"" + code + "\"}",
            "-----BEGIN PRIVATE KEY-----\n" + code + "\n-----END PRIVATE KEY-----",
            "https://a.example/o?X-Amz-Signature=" + code,
            "sha512-" + code + "==",
            "ssh-rsa " + code)) {
      assertThat(BLOBS.apply(text)).isEqualTo(text);
    }
  }

  @Test
  void rulesAndPaths_stay() {
    String rule = "=".repeat(500) + "\n" + "-".repeat(500) + "\n" + "a/b_c/".repeat(100);
    assertThat(BLOBS.apply(rule)).isEqualTo(rule);
  }
}
