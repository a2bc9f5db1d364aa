package dev.compresh.observe;

/** The kinds of metrics, with what Prometheus appends to their names. */
public enum MetricType {
  COUNTER("counter", "_total"),
  GAUGE("gauge", ""),
  TIMER("histogram", "_seconds"),
  SUMMARY("histogram", "");

  private final String label;
  private final String suffix;

  MetricType(String label, String suffix) {
    this.label = label;
    this.suffix = suffix;
  }

  /** The type as Prometheus calls it. */
  public String label() {
    return label;
  }

  String suffix() {
    return suffix;
  }
}
