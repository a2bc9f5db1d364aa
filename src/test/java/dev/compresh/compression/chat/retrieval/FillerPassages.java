package dev.compresh.compression.chat.retrieval;

import java.util.Random;

/** Talk that nobody will ask about. */
final class FillerPassages {
  private static final String[] THINGS = {
    "kestrel", "tram line", "crossword", "sourdough", "lamp", "harbour", "quiz show", "staircase",
    "moss", "printer", "radio play", "fountain", "jigsaw", "umbrella", "bakery", "chess problem"
  };
  private static final String[] USER = {
    "I watched a short film about a %s and laughed a lot.",
    "There was a long queue in front of the %s when we walked past.",
    "How does a %s work on the inside?",
    "My neighbour told me a story about a %s from the nineties.",
    "Why do people like the idea of a %s so much?",
    "The weather was grey, so we looked at the %s for an hour.",
    "Someone left a note about the %s on the door.",
    "What is the difference between a %s and a toy one?",
    "Honestly, the %s looked smaller than on the photos.",
    "A man on the bus explained the history of the %s to everybody."
  };
  private static final String[] ASSISTANT = {
    "That sounds like a good way to pass an hour; a %s has more to it than people think.",
    "In short, a %s has three parts, and the middle one does most of the work.",
    "People have written whole books on the %s, most of them too long.",
    "You could compare it with a %s of the last century, which was heavier."
  };

  private FillerPassages() {}

  static String user(Random random) {
    return line(random, USER);
  }

  static String assistant(Random random) {
    return line(random, ASSISTANT);
  }

  private static String line(Random random, String[] lines) {
    return String.format(
        lines[random.nextInt(lines.length)], THINGS[random.nextInt(THINGS.length)]);
  }
}
