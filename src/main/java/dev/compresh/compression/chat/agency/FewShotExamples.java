package dev.compresh.compression.chat.agency;

/**
 * The examples with which a conversation may begin: pairs of question and answer that all have one
 * shape. They are instructions and no chat. Immutable.
 *
 * @param question the shape of their questions, empty before the first
 * @param answer the shape of their answers, empty before the first
 * @param pairs how many there are
 * @param end index after the last
 * @param asked whether a question comes after the last pair
 * @param over whether something of another shape came
 */
public record FewShotExamples(
    String question, String answer, int pairs, int end, boolean asked, boolean over) {
  /** Nothing said yet. */
  public static final FewShotExamples NONE = new FewShotExamples("", "", 0, 0, false, false);

  /** Fewer pairs may be alike by chance. */
  private static final int FEWEST = 4;

  /** This, with what the user says next. */
  public FewShotExamples withQuestion(String text) {
    if (over) {
      return this;
    }
    String shape = PairShape.ofQuestion(text);
    boolean alike = !asked && !shape.isEmpty() && (pairs == 0 || shape.equals(question));
    return new FewShotExamples(alike ? shape : question, answer, pairs, end, alike, !alike);
  }

  /** This, with what the assistant answers in message {@code at}. */
  public FewShotExamples withAnswer(String text, int at) {
    if (over) {
      return this;
    }
    String shape = PairShape.ofAnswer(text);
    boolean alike = asked && !shape.isEmpty() && (pairs == 0 || shape.equals(answer));
    return alike
        ? new FewShotExamples(question, shape, pairs + 1, at + 1, false, false)
        : new FewShotExamples(question, answer, pairs, end, asked, true);
  }

  /** Returns whether message {@code at} is one of enough examples. */
  public boolean holds(int at) {
    return pairs >= FEWEST && at < end;
  }
}
