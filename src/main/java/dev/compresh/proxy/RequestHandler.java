package dev.compresh.proxy;

import dev.compresh.proxy.upload.BytePipe;
import org.jspecify.annotations.Nullable;

/**
 * Handles each request for the gateway. Both steps run on a virtual thread and may block; neither
 * throws.
 */
public interface RequestHandler {

  /** Looks at the head alone: endpoint, authentication, key state, rate limit, media type. */
  HeadAdmission admit(RequestHead head);

  /** The result of a request's head. */
  sealed interface HeadAdmission {}

  /** The request goes on once its body is here. */
  non-sealed interface AdmittedHead extends HeadAdmission {

    /** Bound of the body as sent, in bytes; above it the answer is {@link #tooLarge()}. */
    long maxBody();

    BodyOutcome.LocalReply tooLarge();

    /**
     * The body can't be taken, for {@code problem}: notes that and says what is answered; null
     * leaves the answer to the server.
     */
    default BodyOutcome.@Nullable LocalReply refuse(ApiError apiError) {
      return null;
    }

    /** The body broke off or could not be read; nothing is answered, only recorded. */
    void abandoned();

    /** Looks at the body and decides. Called once, at most. */
    BodyOutcome proceed(byte[] body);
  }

  /** The request goes on while its body comes, which is too large to be held. */
  non-sealed interface AdmittedUpload extends HeadAdmission {

    /** Bound of the body, in bytes; a longer one that its head tells is {@link #tooLarge()}. */
    long maxBody();

    BodyOutcome.LocalReply tooLarge();

    /**
     * Reads as much of the body as it needs and decides. Called once, at most.
     *
     * @param body where the body comes out; it may break when the client leaves
     * @param length of the body in bytes, below 0 where nobody knows
     * @return null where the client left
     */
    @Nullable BodyOutcome proceed(BytePipe body, long length);
  }

  /** The result of a request's body. */
  sealed interface BodyOutcome {

    /** An answer of Compresh itself; the provider is not asked. */
    record LocalReply(int status, dev.compresh.http.Headers headers, byte[] body)
        implements BodyOutcome, HeadAdmission {}

    /**
     * An answer of Compresh itself that goes on for a while.
     *
     * @param head status and headers; without a body
     */
    record StreamReply(LocalReply head, EventStream events) implements BodyOutcome, HeadAdmission {}

    /** The request is forwarded. */
    record ForwardOutcome(ForwardRequest forward) implements BodyOutcome {}
  }
}
