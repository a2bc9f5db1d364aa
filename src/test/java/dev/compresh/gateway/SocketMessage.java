package dev.compresh.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message as it came over a socket.
 *
 * @param head with the first line and the empty one
 */
record SocketMessage(String head, byte[] body) {

  int status() {
    return Integer.parseInt(head.substring(9, 12));
  }

  String firstLine() {
    return head.substring(0, head.indexOf('\r'));
  }

  String text() {
    return new String(body, UTF_8);
  }

  @Nullable String header(String name) {
    List<String> all = headers(name);
    return all.isEmpty() ? null : all.getFirst();
  }

  List<String> headers(String name) {
    String prefix = name.toLowerCase(java.util.Locale.ROOT) + ":";
    return head.lines()
        .skip(1)
        .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith(prefix))
        .map(line -> line.substring(prefix.length()).strip())
        .toList();
  }
}
