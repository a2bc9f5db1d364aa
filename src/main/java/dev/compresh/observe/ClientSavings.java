package dev.compresh.observe;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sums up what compression saves by client program, to find clients whose tool results are not
 * understood. Clients choose their names: few are kept, the others count as one. Thread-safe.
 */
public final class ClientSavings {
  private static final Logger LOG = LoggerFactory.getLogger(ClientSavings.class);
  private static final int MOST_CLIENTS = 40;

  /** Fewer requests say nothing. */
  private static final int ENOUGH = 20;

  /** All other clients. */
  static final String OTHER = "other";

  private final Map<String, ClientSums> sums = new HashMap<>();

  /**
   * A client of whose prompts next to nothing is saved.
   *
   * @param text what is wrong, and what to do
   */
  public record ClientHint(String client, String text) {
    /** The whole, in one line. */
    public String line() {
      return "client " + client + ": " + text;
    }
  }

  private record ClientSums(long requests, long original, long saved, boolean logged) {
    ClientSums plus(long tokens, long fewer) {
      return new ClientSums(requests + 1, original + tokens, saved + fewer, logged);
    }

    /** Less than one hundredth was saved. */
    boolean isUnrecognized() {
      return requests >= ENOUGH && saved * 100 < original;
    }
  }

  /**
   * Adds a prompt with results of tools.
   *
   * @return the name under which it is counted
   */
  public String add(String client, long original, long saved) {
    String hint = "";
    String name;
    synchronized (this) {
      name = sums.containsKey(client) || sums.size() < MOST_CLIENTS ? client : OTHER;
      ClientSums now =
          sums.getOrDefault(name, new ClientSums(0, 0, 0, false)).plus(original, saved);
      if (now.isUnrecognized() && !now.logged) {
        now = new ClientSums(now.requests, now.original, now.saved, true);
        hint = hint(name, now).line();
      }
      sums.put(name, now);
    }
    if (!hint.isEmpty()) {
      LOG.warn(hint);
    }
    return name;
  }

  /** The clients of whose prompts next to nothing is saved, by name. */
  public synchronized List<ClientHint> hints() {
    List<ClientHint> hints = new ArrayList<>();
    sums.forEach(
        (client, now) -> {
          if (now.isUnrecognized()) {
            hints.add(hint(client, now));
          }
        });
    hints.sort(Comparator.comparing(ClientHint::client));
    return hints;
  }

  private static ClientHint hint(String client, ClientSums now) {
    return new ClientHint(
        client,
        "0 % saved in "
            + now.requests
            + " requests with tool results. Compresh may not recognize its tools; see \"A client"
            + " saves nothing\" in docs/troubleshooting.md.");
  }
}
