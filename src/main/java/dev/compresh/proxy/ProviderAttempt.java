package dev.compresh.proxy;

import dev.compresh.http.Headers;
import dev.compresh.proxy.upload.UploadBody;
import org.jspecify.annotations.Nullable;

/**
 * A request as one provider is sent it.
 *
 * @param candidate which of the model's candidates it goes to, counted from 0 in the order chosen
 *     for this request
 * @param target where it goes
 * @param method the client's method
 * @param path path and query to ask the provider for
 * @param headers end-to-end headers for the provider, credentials and host included
 * @param body bytes to send, none where there is an upload
 * @param upload what is sent instead, in pieces; null for all but large forms
 * @param stripUsage whether the usage event was asked for by Compresh and has to be taken out
 * @param limits time limits
 */
public record ProviderAttempt(
    int candidate,
    ProviderTarget target,
    String method,
    String path,
    Headers headers,
    byte[] body,
    @Nullable UploadBody upload,
    boolean stripUsage,
    TimeLimits limits) {

  /** Without what is sent: a stream may last long, and its request need not be held for that. */
  public ProviderAttempt sent() {
    return new ProviderAttempt(
        candidate, target, method, path, Headers.NONE, new byte[0], upload, stripUsage, limits);
  }

  /** The same with other headers. */
  ProviderAttempt withHeaders(Headers others) {
    return new ProviderAttempt(
        candidate, target, method, path, others, body, upload, stripUsage, limits);
  }

  /** The same with {@code upload} for a body, or with none. */
  ProviderAttempt withUpload(@Nullable UploadBody other) {
    return new ProviderAttempt(
        candidate, target, method, path, headers, new byte[0], other, stripUsage, limits);
  }
}
