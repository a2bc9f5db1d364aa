package dev.compresh.compression.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compression.ElisionMarkers;
import dev.compresh.compression.ToolUse;
import dev.compresh.compression.output.GutterStyle;
import dev.compresh.compression.output.LineNumberGutter;
import dev.compresh.compression.output.LineNumberThinner;
import dev.compresh.compression.output.OutputRow;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A thinned gutter reads without doubt, and the decoder prints all numbers again. */
class ThinnedGutterTest {
  private static String thin(ToolUse use, String text) {
    List<OutputRow> rows = LineNumberGutter.rows(use, text);
    GutterStyle style = Objects.requireNonNull(LineNumberGutter.style(rows));
    LineNumberThinner out = LineNumberThinner.of(use, style);
    for (int i = 0; i < rows.size(); i++) {
      int next = i + 1 < rows.size() ? rows.get(i + 1).number() : -1;
      out.row(rows.get(i), next != rows.get(i).number() + 1);
    }
    return out.toString();
  }

  private static String restored(ToolUse use, String forwarded) {
    ForwardedText text = ForwardedText.read(use, forwarded, ElisionMarkers.DEFAULT);
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.size(); i++) {
      out.append(i == 0 ? "" : "\n").append(text.printed(i));
    }
    return out.toString();
  }

  private static ToolUse read(String tool) {
    return new ToolUse(tool, "", "a.go", List.of());
  }

  /** {@code 10⇥⇥for} above {@code ⇥⇥if} looked as if both stood equally deep. */
  @Test
  void anIndentation_readsAlikeOnEveryLine() {
    StringBuilder text = new StringBuilder();
    for (int i = 7; i <= 12; i++) {
      text.append(i > 7 ? "\n" : "").append(i).append("\t\tcall(").append(i).append(")");
    }
    assertThat(thin(read("Read"), text.toString()))
        .isEqualTo("7→\tcall(7)\n\tcall(8)\n\tcall(9)\n10→\tcall(10)\n\tcall(11)\n12→\tcall(12)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "Read;     %;→",
        "Read;%;TAB",
        "Edit;     %;→",
        "read_file; %; | ",
        "read_file;%;: ",
        "read;0000%;| ",
        "read;%;: ",
        "str_replace_editor;     %;TAB",
        "Read;     %;TAB",
        "view_file;%;: "
      },
      ignoreLeadingAndTrailingWhitespace = false)
  void everyGutter_comesBack(String tool, String digits, String sign) {
    String mark = sign.equals("TAB") ? "\t" : sign;
    int width = digits.length();
    char fill = width > 1 ? digits.charAt(0) : ' ';
    String letter = tool.equals("read_file") && mark.equals(": ") ? "L" : "";
    StringBuilder lines = new StringBuilder("<content>\n");
    for (int i = 5; i <= 34; i++) {
      String number = Integer.toString(i);
      lines.append(String.valueOf(fill).repeat(Math.max(0, width - number.length())));
      lines.append(letter).append(number).append(mark);
      lines.append(i % 7 == 0 ? "" : "  ".repeat(i % 4) + "x" + i).append('\n');
    }
    String text = lines + "</content>";
    String thinned = thin(read(tool), text);
    assertThat(thinned.length()).isLessThan(text.length());
    assertThat(restored(read(tool), thinned)).isEqualTo(text);
  }

  @Test
  void whatTheToolPrintedInFull_isLeftAsItIs() {
    for (String text :
        List.of(
            "     1→a\n     2→b\n     3→c\nwords\n     5→e\n     6→f\n     7→g",
            "1\ta\n2\tb\n3\tc",
            "12→x\nplain\n14→y")) {
      assertThat(restored(read("Grep"), text)).isEqualTo(text);
    }
    String arrows = "     1→a\n     2→b\n     3→c\n\n<system-reminder>\nwords\n</system-reminder>";
    assertThat(restored(read("Read"), arrows)).isEqualTo(arrows);
    assertThat(restored(read("Read"), thin(read("Read"), arrows))).isEqualTo(arrows);
  }
}
