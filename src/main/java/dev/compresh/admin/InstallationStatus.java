package dev.compresh.admin;

import dev.compresh.usage.UsageTotals;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The status of the running installation.
 *
 * @param clients where clients connect, as a URL
 * @param providers the providers, a line for each
 * @param notes what an operator should look at
 * @param upSeconds since it was started
 * @param today sums over the requests since 00:00 UTC
 */
public record InstallationStatus(
    String version,
    boolean ready,
    String clients,
    String mode,
    List<String> providers,
    List<String> notes,
    long upSeconds,
    int connections,
    TrafficSums today) {
  /** Names the path on the administration port. */
  public static final String PATH = "/admin/v1/status";

  /** Requests and tokens of a time. */
  public record TrafficSums(long requests, long errors, long original, long forwarded) {
    public static TrafficSums of(UsageTotals usageTotals) {
      return new TrafficSums(
          usageTotals.requests(),
          usageTotals.errors(),
          usageTotals.original(),
          usageTotals.forwarded());
    }
  }

  ObjectNode json() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("version", version);
    root.put("ready", ready);
    root.put("clients", clients);
    root.put("mode", mode);
    providers.forEach(root.putArray("providers")::add);
    notes.forEach(root.putArray("notes")::add);
    root.put("up_seconds", upSeconds);
    root.put("connections", connections);
    ObjectNode sums = root.putObject("today");
    sums.put("requests", today.requests);
    sums.put("errors", today.errors);
    sums.put("original_tokens", today.original);
    sums.put("optimized_tokens", today.forwarded);
    return root;
  }

  /** The status that the administration port reported as {@code json}. */
  public static InstallationStatus read(byte[] json) {
    JsonNode root = new JsonMapper().readTree(json);
    JsonNode sums = root.path("today");
    return new InstallationStatus(
        root.path("version").asString(),
        root.path("ready").asBoolean(),
        root.path("clients").asString(),
        root.path("mode").asString(),
        root.path("providers").valueStream().map(JsonNode::asString).toList(),
        root.path("notes").valueStream().map(JsonNode::asString).toList(),
        root.path("up_seconds").asLong(),
        root.path("connections").asInt(),
        new TrafficSums(
            sums.path("requests").asLong(),
            sums.path("errors").asLong(),
            sums.path("original_tokens").asLong(),
            sums.path("optimized_tokens").asLong()));
  }
}
