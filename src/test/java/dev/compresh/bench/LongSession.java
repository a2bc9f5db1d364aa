package dev.compresh.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A made-up session of questions and answers that grows turn by turn; about a third of the turns
 * ask back for what was said before. Every word of it comes from the lists below.
 */
final class LongSession {
  private static final String[] SUBJECTS = {
    "greenhouse", "sailing boat", "podcast", "choir", "bakery stall", "telescope", "rooftop garden",
    "language course", "robot arm", "cottage", "bee hive", "board game", "night market", "canoe",
    "weather station", "pottery kiln", "bicycle trailer", "film club", "herb nursery",
        "chess league"
  };
  private static final String[] ASPECTS = {
    "supplier", "deadline", "price", "colour", "helper", "meeting place", "insurer", "storage room"
  };
  private static final String[] NAMES = {
    "Ottilie", "Bram", "Sunniva", "Kwame", "Leocadia", "Tibor", "Yusra", "Anselm", "Marisol",
    "Fenna", "Iskander", "Jorunn", "Pell", "Quirin", "Rosalba", "Thandi", "Ulrik", "Vesna"
  };
  private static final String[] TALK = {
    "weigh the options first and write down what would make you change your mind",
    "start with the smallest step that can be undone and look at the result after a week",
    "ask two people who did something alike and compare what surprised them",
    "keep the costs of running it apart from the costs of setting it up",
    "think about winter storage and about who has the key while you are away",
    "a simple checklist on paper beats most tools as long as it stays on one page",
    "measure twice, since returning cut material is seldom possible",
    "plan some slack for deliveries, which tend to come late in spring"
  };

  /**
   * One turn.
   *
   * @param evidence index of the turn whose words answer it, -1 where it asks nothing back
   */
  record LongSessionTurn(String user, String assistant, int evidence) {}

  private LongSession() {}

  static List<LongSessionTurn> turns(long seed, int count) {
    Random random = new Random(seed);
    List<LongSessionTurn> out = new ArrayList<>();
    List<String> keys = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String subject = SUBJECTS[random.nextInt(SUBJECTS.length)];
      String aspect = ASPECTS[random.nextInt(ASPECTS.length)];
      String key = aspect + " for the " + subject;
      int known = keys.isEmpty() ? -1 : random.nextInt(keys.size());
      if (i > 10 && random.nextInt(3) == 0) {
        String asked = keys.get(known);
        out.add(
            new LongSessionTurn(
                "What did I tell you about the " + asked + "?",
                "You told me before; " + talk(random, 2),
                places.get(known)));
      } else if (random.nextInt(2) == 0 && !keys.contains(key)) {
        String name = NAMES[random.nextInt(NAMES.length)];
        keys.add(key);
        places.add(i);
        String fact = name + " at " + (10 + random.nextInt(90)) + " " + subject + " units";
        out.add(
            new LongSessionTurn(
                "Note the " + key + ": we settled on " + fact + ". How should I go on?",
                "About the " + subject + ": " + talk(random, 4),
                -1));
      } else {
        out.add(
            new LongSessionTurn(
                "How do people usually care for a "
                    + subject
                    + " when it is "
                    + weather(random)
                    + "?",
                "In general, " + talk(random, 5),
                -1));
      }
    }
    return out;
  }

  private static String weather(Random random) {
    return new String[] {"raining", "freezing", "very dry", "stormy", "crowded"}[random.nextInt(5)];
  }

  private static String talk(Random random, int sentences) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < sentences; i++) {
      out.append(i == 0 ? "" : " Also, ").append(TALK[random.nextInt(TALK.length)]).append('.');
    }
    return out.toString();
  }
}
