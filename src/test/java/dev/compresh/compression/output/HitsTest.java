package dev.compresh.compression.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HitsTest {
  @Test
  void group_contextGoesWithItsHit() {
    String text =
        """
        src/app/db.py-10-def connect(url):
        src/app/db.py:11:    pool = Pool(url)
        src/app/db.py-12-    return pool
        --
        lib-2-core/a.py:3:x\
        """;
    assertThat(SearchResultGrouper.group(text))
        .isEqualTo(
            """
            src/app/db.py:
            10-def connect(url):
            11:    pool = Pool(url)
            12-    return pool
            --
            lib-2-core/a.py:3:x\
            """);
  }

  @Test
  void group_hitsWithoutNumbers() {
    String text = "pkg/util.go:func A()\npkg/util.go:\tfunc B()\npkg/util.go:func C()\n";
    assertThat(SearchResultGrouper.group(text))
        .isEqualTo("pkg/util.go:\n:func A()\n:\tfunc B()\n:func C()\n");
  }

  @Test
  void group_twiceIsOnce() {
    String text =
        "src/app/db.py:1:a\n".repeat(4) + "src/app/db.py-2-b\n" + "C:\\src\\x.cs:1:a\n".repeat(3);
    String once = SearchResultGrouper.group(text);
    assertThat(once).contains("C:\\src\\x.cs:\n1:a\n1:a");
    assertThat(SearchResultGrouper.group(once)).isEqualTo(once);
  }
}
