package dev.compresh.compression.pinned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compresh.compression.pinned.TextPatch.CopiedText;
import dev.compresh.compression.pinned.TextPatch.InsertedText;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.constraints.UniqueChars;
import org.junit.jupiter.api.Test;

/** A patch makes the changed text again, and holds little of it. */
class TextPatchTest {

  @Test
  void between_unchangedText_isOneCopy() {
    String text = "first line\nsecond line\n";

    assertThat(TextPatch.diff(text, text).pieces())
        .containsExactly(new CopiedText(0, text.length()));
  }

  @Test
  void between_linesTakenOut_copiesWhatIsLeft() {
    String original = "a line that stays\na line that goes\nanother that stays\n";
    String changed = "a line that stays\n[1 line left out]\nanother that stays\n";

    TextPatch patch = TextPatch.diff(original, changed);

    assertThat(patch.pieces())
        .containsExactly(
            new CopiedText(0, 18), new InsertedText("[1 line left out]\n"), new CopiedText(35, 19));
    assertThat(patch.apply(original)).isEqualTo(changed);
  }

  @Test
  void between_lineNumbersTakenOff_copiesTheRestOfEachLine() {
    StringBuilder numbered = new StringBuilder();
    StringBuilder bare = new StringBuilder();
    for (int i = 1; i <= 50; i++) {
      numbered.append("%5d\u2192int value%d = %d;%n".formatted(i, i, i).replace("\r", ""));
      bare.append("int value%d = %d;%n".formatted(i, i).replace("\r", ""));
    }

    TextPatch patch = TextPatch.diff(numbered.toString(), bare.toString());

    assertThat(patch.pieces()).allMatch(CopiedText.class::isInstance);
    assertThat(patch.apply(numbered.toString())).isEqualTo(bare.toString());
  }

  @Test
  void apply_toAShorterText_isRefused() {
    TextPatch patch = new TextPatch(java.util.List.of(new CopiedText(3, 9)));

    assertThatThrownBy(() -> patch.apply("short")).isInstanceOf(IllegalArgumentException.class);
  }

  @Property(seed = "4711", tries = 500)
  void between_anyTexts_makesTheChangedTextAgain(
      @ForAll @StringLength(max = 400) String original,
      @ForAll @StringLength(max = 400) String changed) {
    assertThat(TextPatch.diff(original, changed).apply(original)).isEqualTo(changed);
  }

  @Property(seed = "4712", tries = 500)
  void between_shuffledLines_makesTheChangedTextAgain(
      @ForAll @UniqueChars @StringLength(min = 1, max = 12) String order, @ForAll boolean ends) {
    StringBuilder original = new StringBuilder();
    StringBuilder changed = new StringBuilder();
    for (int i = 0; i < order.length(); i++) {
      original.append("this is line ").append(i).append('\n');
      changed.append("this is line ").append(order.charAt(i) % order.length()).append('\n');
    }
    String text = ends ? changed.toString() : changed.append("no line feed").toString();

    assertThat(TextPatch.diff(original.toString(), text).apply(original.toString()))
        .isEqualTo(text);
  }
}
