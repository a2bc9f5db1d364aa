package dev.compresh.alert;

import java.io.IOException;
import java.net.URI;
import java.util.Map;

/** Posts to webhooks. Blocks for a bounded time; follows no redirect. */
@FunctionalInterface
public interface AlertTransport {

  /**
   * Returns the status of the answer.
   *
   * @throws IOException where there is none; the message says why, without anything secret
   */
  int post(URI address, Map<String, String> headers, byte[] body) throws IOException;
}
