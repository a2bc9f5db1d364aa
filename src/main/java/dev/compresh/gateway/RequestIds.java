package dev.compresh.gateway;

import java.util.concurrent.ThreadLocalRandom;

/** Names of requests: {@code req_} and 24 characters; for logs, not secret. */
final class RequestIds {
  private static final String ALPHABET = "0123456789abcdefghijklmnopqrstuv";

  private RequestIds() {}

  static String next() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    StringBuilder id = new StringBuilder(28).append("req_");
    for (int word = 0; word < 3; word++) {
      long bits = random.nextLong();
      for (int i = 0; i < 8; i++) {
        id.append(ALPHABET.charAt((int) (bits >>> (i * 8)) & 31));
      }
    }
    return id.toString();
  }
}
