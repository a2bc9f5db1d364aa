package dev.compresh.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AiderHistoryTest {
  @TempDir Path folder;

  @Test
  void linesOfUserAndModel_becomeMessages_thoseOfTheProgramDoNot() throws IOException {
    SessionFileFixture read =
        SessionFileFixture.of(
            folder,
            """

            # aider chat started at 2026-02-01 09:00:00

            > Aider v0.86.2
            > Model: gpt-5 with diff edit format

            #### /add a.py

            > Added a.py to the chat

            #### make x a constant
            #### and say why

            Sure.

            # Why
            It never changes.

            > Applied edit to a.py
            > Commit 1234567 make x a constant

            #### /ask is it used?

            Yes.
            """);
    assertThat(read.roles()).containsExactly("user", "assistant", "user", "assistant");
    assertThat(read.messages().getFirst().path("content").asString())
        .isEqualTo("make x a constant\nand say why");
    assertThat(read.messages().get(1).path("content").asString())
        .startsWith("Sure.")
        .endsWith("It never changes.")
        .contains("# Why");
    assertThat(read.messages().get(2).path("content").asString()).isEqualTo("/ask is it used?");
  }

  @Test
  void everyStart_isATranscript_unlessNothingWasSaid() throws IOException {
    String start = "# aider chat started at 2026-02-0";
    SessionFileFixture read =
        SessionFileFixture.of(
            folder,
            start
                + "1 09:00:00\n#### a\nb\n\n"
                + start
                + "2 09:00:00\n> quit\n\n"
                + start
                + "3 09:00:00\n#### c\nd\n");
    assertThat(read.transcripts()).hasSize(2);
    assertThat(read.transcripts()).extracting(Transcript::id).doesNotHaveDuplicates();
  }
}
