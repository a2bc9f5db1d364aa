package dev.compresh.account.signin.oidc;

import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Calls the identity provider: bounded in time and size, without following redirects. */
public interface ProviderTransport {
  /** An answer, whatever its status. */
  record ProviderReply(int status, byte[] body) {}

  /**
   * Gets a document.
   *
   * @param bearer the access token to send; null for none
   * @throws IOException where no answer comes in time; the message names no secret
   */
  ProviderReply get(URI uri, @Nullable String bearer) throws IOException;

  /**
   * Posts a form.
   *
   * @param basic the value of {@code Authorization: Basic}; null for none
   * @throws IOException as above
   */
  ProviderReply post(URI uri, String form, @Nullable String basic) throws IOException;
}
