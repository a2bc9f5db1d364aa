package dev.compresh.gateway;

import dev.compresh.gateway.http.HttpResponseHead;
import dev.compresh.http.Headers;
import dev.compresh.proxy.RequestHandler.BodyOutcome.LocalReply;
import io.netty.buffer.ByteBuf;

/** Writes one answer to a client, in the client's version of HTTP. */
interface AnswerWriter {
  /** The status that went out, 0 before. */
  int status();

  /** Body bytes that went out. */
  long bytes();

  boolean keepAlive();

  /** Returns whether the body may still grow: its length is not known. */
  boolean takesMore();

  /** Returns whether nothing but the connection's end tells the body's end. */
  boolean endsByClose();

  /** Writes a whole answer of Compresh itself. */
  void reply(LocalReply localReply, Headers added, String id);

  /**
   * Writes a provider's head.
   *
   * @param added lines of Compresh; they replace the provider's of the same name
   * @param mayShrink whether bytes may be taken out of the body
   */
  void head(
      HttpResponseHead httpResponseHead,
      Headers added,
      String id,
      String overheadMillis,
      boolean mayShrink);

  /** Writes bytes of the body and releases them in the end. */
  void data(ByteBuf data);

  /** Ends the body. */
  void end();
}
