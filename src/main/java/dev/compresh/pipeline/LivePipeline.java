package dev.compresh.pipeline;

/**
 * The pipeline that is in force. Where configuration, providers or keys change, a new one takes its
 * place at once; a request goes to its end in the one that it began in, so that it sees one state.
 */
public final class LivePipeline implements Handler {
  private volatile Handler current;

  public LivePipeline(Handler first) {
    this.current = first;
  }

  /** From now on requests begin in {@code next}. */
  public void replace(Handler next) {
    current = next;
  }

  @Override
  public Admission admit(RequestHead head) {
    return current.admit(head);
  }
}
