package dev.compresh.compression.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A made-up chat in one language: facts said once among talk that nobody asks about, with names,
 * quoted speakers, dates and corrections, and questions for them. All words are its own.
 *
 * @param facts what is said, and asked for later
 * @param talk sentences with a place for a thing
 * @param things what talk is about
 */
record FactChat(String language, List<ToldFact> facts, List<String> talk, List<String> things) {

  /**
   * @param said what the user says
   * @param asked a question for it
   * @param held what must still be in the prompt
   */
  record ToldFact(String said, String asked, String held) {}

  static ToldFact fact(String said, String asked, String held) {
    return new ToldFact(said, asked, held);
  }

  /** The chat, without its questions: {@code turns} turns of talk with the facts strewn in. */
  DialogueBodies chat(long seed, int turns) {
    Random random = new Random(seed);
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < facts.size(); i++) {
      places.add(2 + i * (turns - 20) / facts.size() + random.nextInt(3));
    }
    DialogueBodies out = new DialogueBodies();
    for (int turn = 0; turn < turns; turn++) {
      int fact = places.indexOf(turn);
      String day = turn % 20 == 0 ? "[" + (1 + turn / 20) + " March 2025] " : "";
      out.say(day + (fact >= 0 ? facts.get(fact).said() : talk(random)));
      out.say(talk(random) + " " + talk(random));
    }
    return out;
  }

  private String talk(Random random) {
    return String.format(
        talk.get(random.nextInt(talk.size())), things.get(random.nextInt(things.size())));
  }
}
