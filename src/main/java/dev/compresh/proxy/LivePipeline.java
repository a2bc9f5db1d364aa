package dev.compresh.proxy;

/**
 * The pipeline that is in force. Where configuration, providers or keys change, a new one takes its
 * place at once; a request goes to its end in the one that it began in, so that it sees one state.
 */
public final class LivePipeline implements RequestHandler {
  private volatile RequestHandler current;

  public LivePipeline(RequestHandler first) {
    this.current = first;
  }

  /** From now on requests begin in {@code next}. */
  public void replace(RequestHandler next) {
    current = next;
  }

  @Override
  public HeadAdmission admit(RequestHead head) {
    return current.admit(head);
  }
}
