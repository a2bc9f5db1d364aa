package dev.compresh.pipeline;

/**
 * What the gateway asks of the program for each request. Both steps run on a virtual thread and may
 * block; neither throws.
 */
public interface Handler {

  /** Looks at the head alone: endpoint, authentication, key state, rate limit, media type. */
  Admission admit(RequestHead head);

  /** What the head comes to. */
  sealed interface Admission {}

  /** The request goes on once its body is here. */
  non-sealed interface Admitted extends Admission {

    /** Bound of the body as sent, in bytes; above it the answer is {@link #tooLarge()}. */
    long maxBody();

    Outcome.Reply tooLarge();

    /** The body broke off or could not be read; nothing is answered, only recorded. */
    void abandoned();

    /** Looks at the body and decides. Called once, at most. */
    Outcome proceed(byte[] body);
  }

  /** What the body comes to. */
  sealed interface Outcome {

    /** An answer of Compresh itself; the provider is not asked. */
    record Reply(int status, dev.compresh.wire.Headers headers, byte[] body)
        implements Outcome, Admission {}

    /** The request is forwarded. */
    record Send(Forward forward) implements Outcome {}
  }
}
