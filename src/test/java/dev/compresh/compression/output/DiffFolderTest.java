package dev.compresh.compression.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compression.ElisionMarkers;
import dev.compresh.compression.UnsignedText;
import org.junit.jupiter.api.Test;

class DiffFolderTest {
  private static final String CODE =
      """
      diff --git a/src/a.c b/src/a.c
      index 1..2 100644
      --- a/src/a.c
      +++ b/src/a.c
      @@ -1,3 +1,3 @@
       int a;
      -int  b | 2 +
      +int b;   \n\
      """;

  private static String shorten(String text) {
    return UnsignedText.of(new DiffFolder(ElisionMarkers.DEFAULT).apply(text));
  }

  private static String lock(int lines) {
    return "diff --git a/web/package-lock.json b/web/package-lock.json\nindex 3..4 100644\n"
        + "--- a/web/package-lock.json\n+++ b/web/package-lock.json\n@@ -1,9 +1,9 @@\n {\n"
        + "-    \"version\": \"1.0.0\",\n+    \"version\": \"1.0.1\",\n".repeat(lines);
  }

  @Test
  void shorten_lockFilesAreALine_codeStays() {
    assertThat(shorten(lock(20) + CODE))
        .isEqualTo(
            "diff --git a/web/package-lock.json b/web/package-lock.json\nindex 3..4 100644\n"
                + "--- a/web/package-lock.json\n+++ b/web/package-lock.json\n"
                + "[lock file: +20 -20 lines not shown]\n"
                + CODE);
    assertThat(shorten(lock(1))).isEqualTo(lock(1));
  }

  @Test
  void shorten_minifiedCodeIsALine() {
    String text =
        "diff --git a/app.min.js b/app.min.js\n@@ -1 +1 @@\n-" + "a(b);".repeat(400) + "\n+x\n";
    assertThat(shorten(text))
        .isEqualTo(
            "diff --git a/app.min.js b/app.min.js\n[minified code: +1 -1 lines not shown]\n");
  }

  @Test
  void shorten_barsOfAStatGo() {
    String stat =
        """
         src/main/java/App.java |  12 +++++-------
         README.md              |   2 +-
         logo.png               | Bin 0 -> 12 bytes
         2 files changed, 7 insertions(+), 7 deletions(-)
        """;
    assertThat(shorten(stat))
        .isEqualTo(
            """
             src/main/java/App.java | 12
             README.md | 2
             logo.png               | Bin 0 -> 12 bytes
             2 files changed, 7 insertions(+), 7 deletions(-)
            """);
  }
}
