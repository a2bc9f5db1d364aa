package dev.compresh.reference;

import dev.compresh.admin.api.AdminRoute;
import dev.compresh.admin.api.QueryParameter;
import dev.compresh.app.ConfigPins;
import dev.compresh.cli.CommandReference;
import dev.compresh.config.ConfigKey;
import dev.compresh.config.ConfigKeys;
import dev.compresh.observe.MetricDefinition;
import dev.compresh.proxy.ErrorCode;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes the pages of docs/reference from the program's own declarations. */
final class ReferencePages {
  private static final String NOTE =
      "<!-- Generated from the code: mvn test -Dtest=ReferenceTest -Dreference.fix=true -->\n\n";

  private ReferencePages() {}

  static String configuration() {
    StringBuilder out = page("Configuration", "Keys of `compresh.yaml`, sections divided by dots.");
    out.append(
        """
        Every key can be set as a flag (`--set compress.mode=max`) or, where one is listed, by its
        environment variable. Durations are written as `15ms`, `30s`, `5m`, `1h` or `7d`, sizes as
        `64KiB`, `32MiB` or `1GiB`. `[]` is any item of a list. `providers[].time-limits` has the
        keys of `time-limits`; `longer-prompts[]` and `changes[]` of a model's prices and
        `money.fallback-price` have the prices of `models[].prices`. Keys that are marked *restart* take
        effect at the next start, all others at once. How the sources go over each other is
        described in [operations](../operations.md#configuration).

        | key | type | default | variable | example | meaning |
        | --- | --- | --- | --- | --- | --- |
        """);
    for (ConfigKey key : ConfigKeys.all()) {
      out.append("| `").append(key.path()).append("` | ").append(key.type()).append(" | ");
      out.append(code(key.fallback())).append(" | ");
      out.append(code(key.variable() == null ? "" : key.variable())).append(" | ");
      out.append(code(key.example())).append(" | ").append(key.meaning());
      out.append(isPinned(key.path()) ? " *restart*" : "").append(" |\n");
    }
    out.append("\n## Variables that set no key\n\n| variable | meaning |\n| --- | --- |\n");
    ConfigKeys.variables()
        .forEach((name, meaning) -> out.append("| `" + name + "` | " + meaning + " |\n"));
    return out.toString();
  }

  private static boolean isPinned(String path) {
    return ConfigPins.KEYS.stream().anyMatch(k -> path.equals(k) || path.startsWith(k + "."));
  }

  static String errors() {
    StringBuilder out = page("Errors", "Codes of errors that Compresh answers with by itself.");
    out.append(
        """
        Errors of providers are passed on unchanged. Those of Compresh are `{"error": {"message", "type",
        "code", "param"}}` in the shape of the API that was called, with `X-Request-Id`. The port is
        that of clients, of administration, or both.

        | status | code | type | port | when |
        | --- | --- | --- | --- | --- |
        """);
    for (ErrorCode error : ErrorCode.values()) {
      out.append("| ").append(error.status()).append(" | `").append(error.code()).append("` | `");
      out.append(error.type()).append("` | ").append(error.origin().label()).append(" | ");
      out.append(error.meaning()).append(" |\n");
    }
    return out.toString();
  }

  static String metrics() {
    StringBuilder out = page("Metrics", "Metrics at `/metrics` on the administration port.");
    out.append(
        """
        In Prometheus's text format. Counters and histograms appear once they have counted something.
        A histogram has `_bucket`, `_count` and `_sum`.

        | name | type | labels | meaning |
        | --- | --- | --- | --- |
        """);
    TreeMap<String, MetricDefinition> sorted = new TreeMap<>();
    for (MetricDefinition metric : MetricDefinition.values()) {
      sorted.put(metric.exposedName(), metric);
    }
    sorted.forEach(
        (name, metric) -> {
          out.append("| `").append(name).append("` | ").append(metric.type().label());
          out.append(" | ").append(code(String.join(", ", metric.labels()))).append(" | ");
          out.append(metric.meaning()).append(" |\n");
        });
    return out.toString();
  }

  static String cli() {
    StringBuilder out = page("Command line", "Commands of `compresh` and their options.");
    out.append("Every command also has `--help`.\n");
    return out.append(CommandReference.describe()).toString();
  }

  static String admin(List<AdminRoute> routes) {
    StringBuilder out = page("Administration API", "Routes below `/admin/v1`.");
    out.append(
        "Bodies and answers are described by `GET /admin/v1/openapi.json`; rules for all routes are"
            + " in [the guide](../admin-api.md).\n");
    TreeMap<String, List<AdminRoute>> byTag =
        routes.stream()
            .collect(Collectors.groupingBy(AdminRoute::tag, TreeMap::new, Collectors.toList()));
    byTag.forEach(
        (tag, tagged) -> {
          out.append("\n## ").append(tag).append("\n\n");
          out.append("| route | who | query | answer | what it does |\n");
          out.append("| --- | --- | --- | --- | --- |\n");
          tagged.forEach(route -> row(out, route));
        });
    return out.toString();
  }

  private static void row(StringBuilder out, AdminRoute route) {
    String query =
        route.query().stream().map(QueryParameter::name).collect(Collectors.joining(", "));
    String who = route.permission().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    out.append("| `").append(route.id()).append("` | ").append(who);
    out.append(route.sessionOnly() ? ", session only" : "").append(" | ");
    out.append(code(query)).append(" | ").append(route.status()).append(" | ");
    out.append(route.summary().replace("|", "\\|")).append(" |\n");
  }

  private static StringBuilder page(String title, String lead) {
    return new StringBuilder("# " + title + "\n\n").append(NOTE).append(lead).append("\n\n");
  }

  private static String code(String text) {
    return text.isEmpty() ? "–" : "`" + text + "`";
  }
}
