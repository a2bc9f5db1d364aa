package dev.compresh.sim;

import dev.compresh.http.Headers;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The simulated provider as a program of its own: {@code SimMain [--port N] [--host ADDRESS]
 * [--prefix-check enforcing|lenient] [--canned FILE]}. With {@code --canned} every POST is answered
 * with the file's bytes as JSON, unread: for benchmarks, where a provider that thinks would be what
 * is measured.
 */
public final class SimMain {
  private static final int PORT = 4010;

  private SimMain() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    int port = PORT;
    InetAddress host = InetAddress.getLoopbackAddress();
    PrefixEnforcement enforcement = PrefixEnforcement.ENFORCING;
    byte @Nullable [] canned = null;
    if (arguments.length % 2 != 0) {
      throw new IllegalArgumentException("each option needs a value");
    }
    for (int i = 0; i < arguments.length; i += 2) {
      String value = arguments[i + 1];
      switch (arguments[i]) {
        case "--port" -> port = Integer.parseInt(value);
        case "--host" -> host = InetAddress.getByName(value);
        case "--prefix-check" ->
            enforcement = PrefixEnforcement.valueOf(value.toUpperCase(Locale.ROOT));
        case "--canned" -> canned = Files.readAllBytes(Path.of(value));
        default -> throw new IllegalArgumentException("unknown option " + arguments[i]);
      }
    }
    SimOptions options = options().withHost(host).withPrefixEnforcement(enforcement);
    try (SimProvider provider = SimProvider.start(port, options)) {
      if (canned != null) {
        Headers headers = Headers.of("content-type", "application/json");
        InjectedFault answer = new InjectedFault.ReplacedAnswer(200, headers, canned);
        provider.script(simRequest -> simRequest.method().equals("POST"), answer);
      }
      System.out.println("simulated provider at " + provider.url());
      Thread.currentThread().join();
    }
  }

  /** Faults may be asked for by header; requests are not kept. */
  private static SimOptions options() {
    return SimOptions.forTests().withRecordBytes(0);
  }
}
