package dev.compresh.compression.chat.agency;

/**
 * Detects whether programs or a person answer the assistant, counted over a conversation so far.
 * Where programs do, an agent is at work, be its calls tool calls or plain text, and what a person
 * says there sets tasks. Immutable.
 *
 * @param results messages that bring results of tool calls
 * @param outputs messages of the user that are what a program printed
 * @param unclear messages of the user too short to tell
 * @param prose messages of the user that a person wrote, the first apart
 * @param row answers to what the assistant called since a person last wrote
 */
public record AgentLoop(int results, int outputs, int unclear, int prose, int row) {
  /** Nothing said yet. */
  public static final AgentLoop NONE = new AgentLoop(0, 0, 0, -1, 0);

  /** So many answers of programs at least show an agent. */
  private static final int FEWEST = 3;

  /** So many in a row do, whatever was before. */
  private static final int LONG_ROW = 6;

  /** Characters up to which a reply may be a person's or a program's. */
  private static final int SHORT = 12;

  /** Characters that messages of one template share at their start. */
  private static final int TEMPLATE = 8;

  /** This, with a message that brings a tool's result. */
  public AgentLoop withResult() {
    return new AgentLoop(results + 1, outputs, unclear, prose, row + 1);
  }

  /**
   * This, with a message of the user.
   *
   * @param said what the assistant said before it, empty where nothing
   * @param before the message of the user before that, empty where there is none
   */
  public AgentLoop withReply(String text, String said, String before) {
    boolean first = prose < 0;
    if (!first && isPrinted(text, said, before)) {
      int on = CallShape.isCall(said) || CallShape.endsInBlock(said) ? row + 1 : 0;
      return new AgentLoop(results, outputs + 1, unclear, prose, on);
    }
    boolean brief = !first && text.strip().length() <= SHORT;
    return brief
        ? new AgentLoop(results, outputs, unclear + 1, prose, row)
        : new AgentLoop(results, outputs, unclear, prose + 1, 0);
  }

  /** Returns whether programs answer the assistant, and hardly ever a person. */
  public boolean isAgent() {
    boolean most = programs() + unclear >= FEWEST && programs() >= 2 * Math.max(0, prose);
    return programs() > 0 && (most || row >= LONG_ROW);
  }

  /** Messages that programs wrote. */
  public int programs() {
    return results + outputs;
  }

  private static boolean isPrinted(String text, String said, String before) {
    if (OutputShape.isOutput(text)) {
      return true;
    }
    boolean alike = isOfOneTemplate(text, before);
    boolean labelled = CallShape.beginsWithLabel(text, 0) || beginsWithBracket(text);
    return (CallShape.isCall(said) && (labelled || alike))
        || (CallShape.endsInBlock(said) && alike);
  }

  private static boolean beginsWithBracket(String text) {
    return !text.isEmpty() && "<[{".indexOf(text.charAt(0)) >= 0;
  }

  /**
   * Returns whether two messages begin alike up to a sign that prose lacks, or end in the same
   * line.
   */
  private static boolean isOfOneTemplate(String text, String before) {
    int same = 0;
    boolean sign = false;
    int limit = Math.min(text.length(), before.length());
    while (same < limit && text.charAt(same) == before.charAt(same)) {
      sign |= ":[]<>(){}=#|".indexOf(text.charAt(same)) >= 0;
      same++;
    }
    if (same >= TEMPLATE && sign) {
      return true;
    }
    String last = OutputShape.lastLine(text);
    boolean more = last.length() < text.strip().length();
    return more && !last.isEmpty() && last.equals(OutputShape.lastLine(before));
  }
}
