package dev.compresh.cli;

import java.io.IOException;
import java.util.Optional;

/** Makes keys for clients, and knows what was saved so far. */
interface GatewayKeys {
  /** A key and its id. */
  record ClientKey(String id, String secret) {}

  /** Sums of the last thirty days. */
  record SavedTokens(long requests, long original, long saved) {}

  ClientKey create(String description) throws IOException, InterruptedException;

  /** Revokes the key; false where there is none of that id. */
  boolean revoke(String id) throws IOException, InterruptedException;

  Optional<SavedTokens> savings() throws IOException, InterruptedException;
}
