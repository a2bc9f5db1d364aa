package dev.compresh.account;

/**
 * A key just made, with what its user sends. This is the only time it can be read.
 *
 * @param secret the whole key
 */
public record IssuedKey(ApiKey key, String secret) {
  @Override
  public String toString() {
    return "IssuedKey[" + key.id() + ", …" + key.last4() + "]";
  }
}
