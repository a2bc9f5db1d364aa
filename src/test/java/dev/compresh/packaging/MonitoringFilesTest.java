package dev.compresh.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.observe.MetricDefinition;
import dev.compresh.observe.MetricType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Dashboards and alert rules ask for metrics and labels that exist. */
final class MonitoringFilesTest {
  private static final Pattern SERIES = Pattern.compile("(compresh_[a-z_]+)(?:\\{([^}]*)})?");
  private static final Pattern GROUPING = Pattern.compile("by \\(([^)]*)\\)");
  private static final Set<String> SCRAPED = Set.of("instance", "job", "le");

  private static final Map<String, MetricDefinition> METRICS =
      Arrays.stream(MetricDefinition.values())
          .collect(Collectors.toMap(MetricDefinition::exposedName, Function.identity()));

  private static List<JsonNode> rules() throws IOException {
    JsonNode file =
        PackagingFiles.yaml(PackagingFiles.DEPLOY.resolve("prometheus/alerts.yaml")).getFirst();
    List<JsonNode> rules = new ArrayList<>();
    file.get("groups").forEach(group -> group.get("rules").forEach(rules::add));
    return rules;
  }

  private static JsonNode dashboard() throws IOException {
    return new JsonMapper()
        .readTree(Files.readString(PackagingFiles.DEPLOY.resolve("grafana/compresh.json")));
  }

  private static MetricDefinition metric(String series) {
    MetricDefinition plain = METRICS.get(series);
    if (plain != null) {
      assertThat(plain.type()).as(series).isIn(MetricType.COUNTER, MetricType.GAUGE);
      return plain;
    }
    MetricDefinition histogram = METRICS.get(series.replaceFirst("_(?:bucket|count|sum)$", ""));
    assertThat(histogram).as("metric %s", series).isNotNull();
    assertThat(histogram.type()).as(series).isIn(MetricType.TIMER, MetricType.SUMMARY);
    return histogram;
  }

  private static void check(String expression) {
    Set<String> labels = new HashSet<>(SCRAPED);
    List<MatchResult> series = SERIES.matcher(expression).results().toList();
    assertThat(series).as(expression).isNotEmpty();
    for (MatchResult found : series) {
      MetricDefinition metric = metric(found.group(1));
      labels.addAll(metric.labels());
      String selector = found.group(2);
      if (selector != null) {
        for (String matcher : selector.split(",", -1)) {
          String label = matcher.split("[=!]", 2)[0].strip();
          assertThat(SCRAPED.contains(label) || metric.labels().contains(label))
              .as("label %s in %s", label, expression)
              .isTrue();
        }
      }
    }
    GROUPING
        .matcher(expression)
        .results()
        .flatMap(found -> Arrays.stream(found.group(1).split(",")))
        .forEach(label -> assertThat(labels).as(expression).contains(label.strip()));
    assertThat(expression.chars().filter(c -> c == '(').count())
        .as(expression)
        .isEqualTo(expression.chars().filter(c -> c == ')').count());
  }

  @Test
  void dashboard_asksForMetricsThatExist() throws IOException {
    List<String> expressions = new ArrayList<>();
    dashboard()
        .get("panels")
        .forEach(
            panel -> panel.get("targets").forEach(t -> expressions.add(t.get("expr").asString())));
    assertThat(expressions).hasSizeGreaterThan(20).allSatisfy(MonitoringFilesTest::check);
  }

  @Test
  void panels_haveTitlesAndDoNotOverlap() throws IOException {
    Set<String> cells = new HashSet<>();
    Set<String> titles = new HashSet<>();
    for (JsonNode panel : dashboard().get("panels")) {
      assertThat(titles.add(panel.get("title").asString())).isTrue();
      JsonNode place = panel.get("gridPos");
      int left = place.get("x").asInt();
      assertThat(left + place.get("w").asInt()).isLessThanOrEqualTo(24);
      for (int x = left; x < left + place.get("w").asInt(); x++) {
        int top = place.get("y").asInt();
        for (int y = top; y < top + place.get("h").asInt(); y++) {
          assertThat(cells.add(x + "," + y)).as(panel.get("title").asString()).isTrue();
        }
      }
    }
  }

  @Test
  void alerts_askForMetricsThatExist() throws IOException {
    assertThat(rules())
        .hasSizeGreaterThan(8)
        .allSatisfy(rule -> check(rule.get("expr").asString()));
  }

  @Test
  void everyAlert_hasAChapterInTheRunbook() throws IOException {
    String runbook = Files.readString(Path.of("docs/runbook.md"));
    for (JsonNode rule : rules()) {
      String alert = rule.get("alert").asString();
      assertThat(runbook).contains("\n### " + alert + "\n");
      assertThat(rule.at("/annotations/runbook").asString())
          .isEqualTo("docs/runbook.md#" + alert.toLowerCase(java.util.Locale.ROOT));
      assertThat(rule.at("/labels/severity").asString()).isIn("page", "ticket");
    }
  }

  /** A quantile is at most the largest bound, so an alert above it would never fire. */
  @Test
  void alertOnAddedTime_liesBelowTheLargestBucket() throws IOException {
    JsonNode rule =
        rules().stream()
            .filter(r -> r.get("alert").asString().equals("CompreshOverheadHigh"))
            .findFirst()
            .orElseThrow();
    String expression = rule.get("expr").asString();
    double threshold = Double.parseDouble(expression.substring(expression.indexOf('>') + 1));
    assertThat(threshold).isLessThan(0.25);
  }
}
