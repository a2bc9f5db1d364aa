package dev.compresh.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.http.Headers;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A beta is named once, and the client's own stay as they are. */
class BetaHeaderTest {
  private static final String NAME = "anthropic-beta";

  private static List<String> with(String... values) {
    String[] lines = new String[values.length * 2 + 2];
    lines[0] = "accept";
    lines[1] = "a,b";
    for (int i = 0; i < values.length; i++) {
      lines[2 * i + 2] = i == 0 ? "Anthropic-Beta" : NAME;
      lines[2 * i + 3] = values[i];
    }
    Headers with = BetaHeader.addBeta(Headers.of(lines), "new");
    assertThat(with.first("accept")).isEqualTo("a,b");
    return with.all(NAME);
  }

  @Test
  void noLine_getsOne() {
    assertThat(with()).containsExactly("new");
    assertThat(BetaHeader.addBeta(Headers.NONE, "new").all(NAME)).containsExactly("new");
  }

  @Test
  void oneLine_isContinued() {
    assertThat(with("a")).containsExactly("a,new");
    assertThat(with("a, b")).containsExactly("a, b,new");
    assertThat(with("new-thing")).containsExactly("new-thing,new");
  }

  @Test
  void severalLines_theFirstIsContinued() {
    assertThat(with("a", "b")).containsExactly("a,new", "b");
  }

  @Test
  void whereItIsNamed_nothingChanges() {
    assertThat(with("new")).containsExactly("new");
    assertThat(with("a , new ,b")).containsExactly("a , new ,b");
    assertThat(with("a", "b, new")).containsExactly("a", "b, new");
  }

  @Test
  void emptyValues_areFilled() {
    assertThat(with("")).containsExactly("new");
    assertThat(with(" ")).containsExactly("new");
    assertThat(with("a,")).containsExactly("a,new");
    assertThat(with("a , ")).containsExactly("a,new");
  }
}
