package dev.compresh.compression.chat.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecallWriterTest {
  private static final RecallBudget WIDE = new RecallBudget(400, 400, 400, 40, 0.3, false);

  /** Things that were taken back and did not fit once ended the search before it began. */
  @Test
  void standingThingsThatDoNotFitTakeNothingFromTheRest() {
    PassageFixture passageFixture = new PassageFixture();
    for (int i = 0; i < 20; i++) {
      passageFixture.user(
          "My appointment for harness" + i + " with Ragnhild" + i + " is on Monday at noon.");
      passageFixture.assistant("Fine.");
      passageFixture.user(
          "Actually, harness" + i + " with Ragnhild" + i + " moved to Friday evening.");
      passageFixture.assistant("Fine.");
    }
    passageFixture.user("The heron nests behind the old paper mill.").assistant("Good to know.");
    String block =
        passageFixture.block(
            "What should I plan next week, and where does the heron nest?",
            new RecallBudget(260, 260, 260, 100, 0, false));
    assertThat(block).contains("behind the old paper mill");
  }

  @Test
  void aQuestionWithOneClearAnswerGetsLessThanOneThatAsksForAList() {
    PassageFixture passageFixture = new PassageFixture();
    String[] boats = {"canoe", "dinghy", "kayak", "raft", "sloop", "ketch", "punt", "skiff"};
    for (String boat : boats) {
      passageFixture.user("I bought a boat for racing, this time a " + boat + " from the yard.");
      passageFixture.assistant("Enjoy it on the water.");
    }
    passageFixture.user("The vault code is 7741 for the Ravensburg office.").assistant("Saved it.");
    String one = passageFixture.block("What is the vault code of Ravensburg?", WIDE);
    String all = passageFixture.block("Which boats did I buy for racing?", WIDE);
    assertThat(one).contains("7741").doesNotContain("canoe");
    for (String boat : boats) {
      assertThat(all).contains(boat);
    }
    assertThat(all.length()).isGreaterThan(2 * one.length());
  }
}
