package dev.compresh.gateway.upstream;

import dev.compresh.gateway.http.HeadWriter;
import dev.compresh.http.Header;
import dev.compresh.http.Headers;
import dev.compresh.proxy.ProviderTarget;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;

/**
 * One small request to a provider, for people who want to know whether it can be reached and takes
 * its key. Blocks; follows no redirect; looks at addresses as every other connection does.
 */
public final class ProviderProbe {
  private static final int LONGEST_LINE = 1_024;

  private ProviderProbe() {}

  /** The result of a probe. */
  public sealed interface ProbeResult {
    /** An answer with this status. */
    record ProbeAnswered(int status) implements ProbeResult {}

    /**
     * No answer.
     *
     * @param reason why, without anything secret
     */
    record ProbeFailed(String reason) implements ProbeResult {}
  }

  /** Asks {@code target} for {@code path} with these headers. */
  public static ProbeResult get(
      OutboundNetwork network, ProviderTarget providerTarget, String path, Headers headers) {
    try (Socket socket = OutboundSocket.open(network, providerTarget)) {
      HeadWriter head = new HeadWriter().request("GET", path);
      for (Header line : headers) {
        head.line(line.name(), line.value());
      }
      head.line("connection", "close").end();
      socket.getOutputStream().write(head.toBytes());
      socket.getOutputStream().flush();
      return status(socket.getInputStream());
    } catch (IOException e) {
      return new ProbeResult.ProbeFailed(OutboundSocket.explained(e));
    }
  }

  private static ProbeResult status(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n' && line.length() < LONGEST_LINE; c = in.read()) {
      line.append((char) c);
    }
    int status = HttpStatusLine.status(line.toString());
    return status < 0
        ? new ProbeResult.ProbeFailed("its response is not valid HTTP")
        : new ProbeResult.ProbeAnswered(status);
  }
}
