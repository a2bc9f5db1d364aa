package dev.compresh.compress.episode.recall;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecallTest {
  private static final Room WIDE = new Room(400, 400, 400, 40, 0.3, false);

  /** Things that were taken back and did not fit once ended the search before it began. */
  @Test
  void standingThingsThatDoNotFitTakeNothingFromTheRest() {
    Shelf shelf = new Shelf();
    for (int i = 0; i < 20; i++) {
      shelf.user(
          "My appointment for harness" + i + " with Ragnhild" + i + " is on Monday at noon.");
      shelf.assistant("Fine.");
      shelf.user("Actually, harness" + i + " with Ragnhild" + i + " moved to Friday evening.");
      shelf.assistant("Fine.");
    }
    shelf.user("The heron nests behind the old paper mill.").assistant("Good to know.");
    String block =
        shelf.block(
            "What should I plan next week, and where does the heron nest?",
            new Room(260, 260, 260, 100, 0, false));
    assertThat(block).contains("behind the old paper mill");
  }

  @Test
  void aQuestionWithOneClearAnswerGetsLessThanOneThatAsksForAList() {
    Shelf shelf = new Shelf();
    String[] boats = {"canoe", "dinghy", "kayak", "raft", "sloop", "ketch", "punt", "skiff"};
    for (String boat : boats) {
      shelf.user("I bought a boat for racing, this time a " + boat + " from the yard.");
      shelf.assistant("Enjoy it on the water.");
    }
    shelf.user("The vault code is 7741 for the Ravensburg office.").assistant("Saved it.");
    String one = shelf.block("What is the vault code of Ravensburg?", WIDE);
    String all = shelf.block("Which boats did I buy for racing?", WIDE);
    assertThat(one).contains("7741").doesNotContain("canoe");
    for (String boat : boats) {
      assertThat(all).contains(boat);
    }
    assertThat(all.length()).isGreaterThan(2 * one.length());
  }
}
