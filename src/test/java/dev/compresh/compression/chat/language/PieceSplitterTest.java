package dev.compresh.compression.chat.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PieceSplitterTest {

  @Test
  void aFencedBlockIsOnePiece_whateverStandsInIt() {
    String code =
        """
        ```python
        def load(path):
            with open(path) as f:

                return f.read()
        This line is prose in a block.
        ```\
        """;
    List<TextPiece> pieces =
        PieceSplitter.split("Here is my loader:\n" + code + "\nIt fails on Mondays.");
    assertThat(pieces).extracting(TextPiece::block).containsExactly(false, true, false);
    assertThat(pieces.get(1).text()).isEqualTo(code);
  }

  @Test
  void aFenceInsideALongerFenceDoesNotEndIt() {
    List<TextPiece> pieces =
        PieceSplitter.split("````md\n```\nx = 1;\n```\nstill inside\n````\nOutside now.");
    assertThat(pieces).extracting(TextPiece::block).containsExactly(true, false);
  }

  @Test
  void pastedCodeIsOnePiece_thoughLinesOfItReadLikeProse() {
    String code =
        """
        def total(items):
            count = 0
            for item in items:
                count += item.price
            return count

        print(total([]))\
        """;
    List<TextPiece> pieces =
        PieceSplitter.split("Look at this.\n\n" + code + "\n\nWhy is it slow?");
    assertThat(pieces).extracting(TextPiece::block).containsExactly(false, true, false);
    assertThat(pieces.get(1).text()).isEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "| Name | City of birth |\n|---|---|\n| Ann | A rather long description of a town |",
        "2024-03-01 12:00:01 INFO Server started\n2024-03-01 12:00:02 ERROR Lost the database",
        "[2024-03-01T12:00:01Z] [warn] disk is nearly full\n[2024-03-01T12:00:09Z] [error] it is",
        "Mar  3 12:00:01 host sshd[123]: Accepted key\nMar  3 12:00:05 host sshd[124]: closed",
        "java.io.IOException: jammed\n    at com.example.Door.pass(Door.java:12)\n    ... 12 more",
        "Traceback (most recent call last):\n  File \"a.py\", line 3, in go\nValueError: not good",
        "@@ -1,2 +1,2 @@\n-the old words stand here\n+the new words stand here",
        "SELECT name, city FROM people\nWHERE age > 3\nORDER BY name",
        "$ git status\n  nothing to commit"
      })
  void tablesLogsTracesAndDiffsAreOnePiece(String block) {
    List<TextPiece> pieces = PieceSplitter.split("See below:\n" + block);
    assertThat(pieces).extracting(TextPiece::block).containsExactly(false, true);
    assertThat(pieces.get(1).text()).isEqualTo(block);
    assertThat(PieceSplitter.split(block)).extracting(TextPiece::stamp).containsOnlyNulls();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "My flight is LH 1234 at 14:35 on 12/03/2025, seat 14C.",
        "Use `foo()` for that.",
        "The total was 1,250.00 and the deposit 300.",
        "**Important:** never call me before 9.",
        "- milk\n- eggs\n  - brown ones",
        "> I said no.",
        "# Plans for the summer",
        "See https://example.com/a_b/c?d=e for the recipe that I meant, please.",
        "我昨天去了医院。",
        "[14:03:22] Bob: hi there",
        "It costs $5 (or so)."
      })
  void proseStaysProse(String text) {
    assertThat(PieceSplitter.split(text)).extracting(TextPiece::block).containsExactly(false);
  }

  @Test
  void aReferenceSaysWhatABlockWas() {
    assertThat(BlockDescriber.reference("```python\ndef load(path):\n    return 1\n```", 3))
        .isEqualTo("[python code, 2 lines, turn 3: def load(path):]");
    assertThat(BlockDescriber.reference("| Name | City |\n|---|---|\n| Ann | Oslo |", 12))
        .isEqualTo("[table, 3 lines, turn 12: | Name | City |]");
    assertThat(
            BlockDescriber.reference("2024-03-01 12:00:01 INFO up\n2024-03-01 12:00:02 WARN x", 1))
        .isEqualTo("[log, 2 lines, turn 1: 2024-03-01 12:00:01 INFO up]");
    assertThat(
            BlockDescriber.reference(
                "Traceback (most recent call last):\n  File \"a\"\nKeyError: 'x'", 7))
        .isEqualTo("[stack trace, 3 lines, turn 7: KeyError: 'x']");
  }
}
