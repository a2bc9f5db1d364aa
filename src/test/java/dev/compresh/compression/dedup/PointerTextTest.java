package dev.compresh.compression.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compression.dedup.PointerText.LocalLines;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a reference says is read back from its words. */
class PointerTextTest {
  private static final List<String> NAMES =
      List.of("`cat a.py`", "2nd Read main.go", "`echo ' above, from `x` to `y`'`", "there");

  private static void readBack(PointerText pointer, String words) {
    assertThat(pointer.words()).isEqualTo(words);
    assertThat(PointerText.read(words)).contains(pointer);
    assertThat(PointerText.here(words)).isEqualTo(pointer.here());
  }

  private static PointerText quoted(
      @Nullable LocalLines localLines, String name, String from, String to) {
    return new PointerText(localLines, 9, null, name, from, to);
  }

  @Test
  void words() {
    LocalLines localLines = new LocalLines(5, 13);
    readBack(new PointerText(null, 0, null, "Read a", "", ""), "same as Read a above");
    readBack(quoted(null, "Read a", "", ""), "9 lines as all of Read a above");
    readBack(
        new PointerText(localLines, 9, localLines, "Read a", "", ""), "5-13 as in Read a above");
    readBack(new PointerText(localLines, 9, localLines, "there", "", ""), "5-13 as there");
    readBack(
        new PointerText(null, 9, new LocalLines(2, 10), "Read a", "", ""),
        "9 lines as 2-10 of Read a above");
    readBack(
        new PointerText(localLines, 9, new LocalLines(2, 10), "there", "", ""),
        "5-13 as 2-10 there");
    readBack(quoted(localLines, "Read a", "x", "y"), "5-13 as in Read a above, from `x` to `y`");
    readBack(quoted(null, "there", "x", "y"), "9 lines as there, from `x` to `y`");
    readBack(quoted(null, "Read a", "", "y"), "9 lines as in Read a above, up to `y`");
    readBack(quoted(null, "Read a", "x", ""), "9 lines as in Read a above, from `x` on");
    readBack(quoted(null, "", "x", "y"), "9 lines as above, from `x` to `y`");
  }

  @Test
  void namesAndQuotes_mayHoldWordsOfReferences() {
    for (String name : NAMES) {
      PointerText pointer = quoted(null, name, "a` to `b", "as in x above");
      assertThat(PointerText.read(pointer.words())).contains(pointer);
    }
  }

  @Test
  void otherWords_areNoReference() {
    for (String words :
        List.of(
            "", "the line above 5 times", "12 lines cut", "3 tests passed", "5-x as in a above")) {
      assertThat(PointerText.read(words)).isEmpty();
    }
  }
}
