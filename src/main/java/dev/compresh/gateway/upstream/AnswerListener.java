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
    /** No connection: unknown host, refused. */
    NO_CONNECTION("no connection can be made"),
    /** The host's address is not one that may be connected to. */
    FORBIDDEN_ADDRESS("its address is not public"),
    UNTRUSTED_CERTIFICATE(
        "its certificate is not signed by an authority that is trusted here; tls.ca-file adds one"),
    /** Or not yet valid. */
    EXPIRED_CERTIFICATE("its certificate has expired or is not valid yet"),
    OTHER_NAME("its certificate is for another host name"),
    /** Any other fault of TLS. */
    TLS_REFUSED("the TLS handshake failed; it may ask for a client certificate"),
    /** This side's own certificate or key can't be read. */
    OWN_CERTIFICATE("the certificate files for this connection can't be used"),
    PROXY_UNREACHABLE("the proxy can't be reached"),
    PROXY_CREDENTIALS("the proxy rejects the credentials"),
    PROXY_REFUSED("the proxy refuses the connection"),
    /** The connection was closed or reset before an answer's head was whole. */
    NO_ANSWER("it closed the connection without a response"),
    /** The upload broke off; its fault tells why. */
    UPLOAD("the upload broke off"),
    /** The answer is not HTTP. */
    GARBAGE("its response is not valid HTTP"),
    /** The connection ended, or its bytes made no sense, in the middle of the body. */
    CUT_OFF("its response broke off");

    private final String reason;

    CallFailure(String reason) {
      this.reason = reason;
    }

    /** Why, for people: in words that follow "can't be reached:". */
    public String reason() {
      return reason;
    }
  }
}
