package dev.compresh.dialect;

/** Answers of APIs without a conversation: embeddings, sound, and Ollama's own API behind them. */
final class PlainAnswers implements AnswerFormat {
  static final PlainAnswers FORMAT = new PlainAnswers();

  private PlainAnswers() {}

  @Override
  public boolean isHiddenInTotal() {
    return false;
  }

  @Override
  public boolean isOutputExpected() {
    return false;
  }

  @Override
  public boolean isChargedByTime() {
    return true;
  }

  @Override
  public boolean endsWithDone() {
    return true;
  }

  @Override
  public boolean isValuePerLine() {
    return true;
  }
}
