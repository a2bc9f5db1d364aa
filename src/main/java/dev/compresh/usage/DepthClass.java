package dev.compresh.usage;

import java.util.List;

/** Classes of how far a conversation had come, each named by its first turn. */
public final class DepthClass {
  /** First turns of the classes; 0 for requests whose turn is not known. */
  public static final List<Integer> FIRST_TURNS = List.of(0, 1, 2, 6, 11, 21, 51, 101);

  private DepthClass() {}

  /** Returns the class of a request at {@code turn}. */
  public static int classify(int turn) {
    int found = 0;
    for (int first : FIRST_TURNS) {
      if (turn >= first) {
        found = first;
      }
    }
    return found;
  }

  /** Returns the class as people read it, such as {@code 2–5}. */
  public static String label(int first) {
    int place = FIRST_TURNS.indexOf(first);
    if (place <= 0) {
      return "unknown";
    }
    if (place == FIRST_TURNS.size() - 1) {
      return first + "+";
    }
    int last = FIRST_TURNS.get(place + 1) - 1;
    return last == first ? Integer.toString(first) : first + "–" + last;
  }
}
