package dev.compresh.account.signin;

/**
 * A token just made; the only time it can be read.
 *
 * @param secret the whole token
 */
public record IssuedToken(AdminToken token, String secret) {
  @Override
  public String toString() {
    return "IssuedToken[" + token.id() + "]";
  }
}
