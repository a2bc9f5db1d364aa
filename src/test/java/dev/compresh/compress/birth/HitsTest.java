package dev.compresh.compress.birth;

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
    assertThat(GrepHits.group(text))
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
    assertThat(GrepHits.group(text)).isEqualTo("pkg/util.go:\n:func A()\n:\tfunc B()\n:func C()\n");
    assertThat(GrepHits.places(text)).isEqualTo(text);
  }

  @Test
  void places_ofCompilers() {
    String tsc =
        """
        src/api/client.ts(14,7): error TS2322: Type 'string' is not assignable to type 'number'.
        src/api/client.ts(20,3): error TS2554: Expected 1 arguments, but got 0.
        src/api/client.ts(31,9): error TS2304: Cannot find name 'Foo'.

        Found 3 errors.
        """;
    assertThat(GrepHits.places(tsc))
        .startsWith("src/api/client.ts:\n(14,7): error TS2322")
        .contains("\n(20,3): error TS2554: Expected")
        .endsWith("\n\nFound 3 errors.\n");
    String mypy =
        "app/models.py:3: error: a\napp/models.py:9: note: b\napp/models.py:12: error: c\n";
    assertThat(GrepHits.places(mypy))
        .isEqualTo("app/models.py:\n3: error: a\n9: note: b\n12: error: c\n");
  }

  @Test
  void group_twiceIsOnce() {
    String text =
        "src/app/db.py:1:a\n".repeat(4) + "src/app/db.py-2-b\n" + "C:\\src\\x.cs:1:a\n".repeat(3);
    String once = GrepHits.group(text);
    assertThat(once).contains("C:\\src\\x.cs:\n1:a\n1:a");
    assertThat(GrepHits.group(once)).isEqualTo(once);
  }
}
