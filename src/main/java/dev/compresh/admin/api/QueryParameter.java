package dev.compresh.admin.api;

/**
 * A parameter in the query, always one that may be left out.
 *
 * @param schema a text, a whole number or a flag
 */
public record QueryParameter(String name, JsonSchema schema, String description) {
  /** The place where the last page ended. */
  static final QueryParameter CURSOR =
      new QueryParameter("cursor", JsonSchema.text(1, 200), "next_cursor of the previous page");

  static final int LIMIT = 50;

  static final QueryParameter COUNT =
      new QueryParameter(
          "limit", JsonSchema.whole(1, 200), "maximum number of entries per page (default: 50)");

  /** The organisation to work in; but for the operator there is only the own one. */
  public static final QueryParameter ORG =
      new QueryParameter(
          "org", JsonSchema.text(1, 60), "id of another organisation; operators only");
}
