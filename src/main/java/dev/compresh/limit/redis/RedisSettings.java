package dev.compresh.limit.redis;

/**
 * Where the server is.
 *
 * @param url redis:// or rediss:// with user, password and number of the database
 * @param prefix of all keys there, so that installations may share a server
 */
public record RedisSettings(String url, String prefix) {

  @Override
  public String toString() {
    return "RedisSettings[prefix=" + prefix + "]";
  }
}
