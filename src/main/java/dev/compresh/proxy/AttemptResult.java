package dev.compresh.proxy;

import dev.compresh.http.Headers;

/** The result of an attempt, as far as it is known before the client is sent a byte. */
public sealed interface AttemptResult {

  /** The provider's answer begins. */
  record AttemptAnswered(int status, Headers headers) implements AttemptResult {}

  /**
   * The provider answered with an error, and its body was read before anything was decided.
   *
   * @param headers as the provider sent them; they may name a content coding
   * @param body the whole body, decoded from its content coding; at most 64 KiB
   */
  record AttemptInspected(int status, Headers headers, byte[] body) implements AttemptResult {}

  /**
   * No answer.
   *
   * @param sent whether the provider may have got any of the request
   * @param late whether a time limit ran out; else the connection failed or what came was no HTTP
   */
  record AttemptFailed(boolean sent, boolean late) implements AttemptResult {}
}
