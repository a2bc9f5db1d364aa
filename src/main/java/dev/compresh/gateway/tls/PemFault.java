package dev.compresh.gateway.tls;

import java.io.IOException;

/** A file that holds no usable certificate or key. The message says why, and nothing secret. */
public final class PemFault extends IOException {
  private static final long serialVersionUID = 1;

  PemFault(String message) {
    super(message);
  }
}
