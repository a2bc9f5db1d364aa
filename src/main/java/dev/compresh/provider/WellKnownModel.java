package dev.compresh.provider;

import org.jspecify.annotations.Nullable;

/**
 * Facts about a model.
 *
 * @param vendor who makes it, as {@code openai}
 * @param released its day of release, null where not told
 * @param context its window in tokens, 0 where not told
 * @param maxOutput its longest answer in tokens, 0 where not told
 * @param cached whether its prices include one of their own for cached input
 * @param price what it costs, null where not told or free
 */
public record WellKnownModel(
    String vendor,
    String id,
    String name,
    @Nullable String released,
    int context,
    int maxOutput,
    boolean tools,
    boolean reasoning,
    boolean images,
    boolean cached,
    boolean embedding,
    @Nullable ModelPrice price) {

  /** The model of one line of the data file. */
  static WellKnownModel of(String line) {
    String[] column = line.split("\t", -1);
    String has = column[6];
    return new WellKnownModel(
        column[0],
        column[1],
        column[2],
        column[3].equals("-") ? null : column[3],
        number(column[4]),
        number(column[5]),
        has.contains("t"),
        has.contains("r"),
        has.contains("i"),
        has.contains("c"),
        has.contains("e"),
        ModelPrice.of(column[7], column[8], column[9], column[10]));
  }

  private static int number(String text) {
    return text.equals("-") ? 0 : Integer.parseInt(text);
  }
}
