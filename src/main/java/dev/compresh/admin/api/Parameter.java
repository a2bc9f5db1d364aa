package dev.compresh.admin.api;

/**
 * A parameter in the query, always one that may be left out.
 *
 * @param schema a text, a whole number or a flag
 */
public record Parameter(String name, Schema schema, String description) {
  /** Where the last page ended. */
  static final Parameter CURSOR =
      new Parameter("cursor", Schema.text(1, 200), "next_cursor of the page before");

  static final int LIMIT = 50;

  static final Parameter COUNT =
      new Parameter("limit", Schema.whole(1, 200), "most entries of a page; 50 where not given");

  /** The organisation to work in; but for the operator there is only the own one. */
  public static final Parameter ORG =
      new Parameter("org", Schema.text(1, 60), "another organisation; the operator's alone");
}
