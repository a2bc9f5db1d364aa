package dev.compresh.gateway.upstream;

import dev.compresh.gateway.http.HttpResponseHead;
import io.netty.buffer.ByteBuf;

/**
 * Receives the events of a call, on its event loop and in this order. After {@link #end} or {@link
 * #failed} nothing more comes.
 */
public interface AnswerListener {

  /** A connection is established and the request is being written to it. */
  void connected();

  /** More of a body that does not go out at once was handed to the connection. */
  void sending();

  /** The request's last byte was handed to the connection. */
  void sent();

  /** The first byte of an answer is here. */
  void firstByte();

  /** The head of the final answer. */
  void head(HttpResponseHead httpResponseHead);

  /** Bytes of the body, as they came; the receiver releases them. */
  void data(ByteBuf data);

  /** All that could be read for now was delivered. */
  void pause();

  /**
   * The answer is over.
   *
   * @param told whether its framing marked the end; false where only the connection's end did
   */
  void end(boolean told);

  void failed(CallFailure callFailure);

  /** Ways in which a call fails. */
  enum CallFailure {
    /** No connection: unknown host, refused, TLS failed. */
    NO_CONNECTION,
    /** The host's address is not one that may be connected to. */
    FORBIDDEN_ADDRESS,
    /** The connection was closed or reset before an answer's head was whole. */
    NO_ANSWER,
    /** The upload broke off; its fault tells why. */
    UPLOAD,
    /** What came is no HTTP. */
    GARBAGE,
    /** The connection ended, or its bytes made no sense, in the middle of the body. */
    CUT_OFF
  }
}
