package dev.compresh.provider.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The price modifiers that ship with the program, as the head of {@code modifiers.tsv} says. */
final class ShippedModifiers {
  private static final int COLUMNS = 3;
  private static final String PER_REQUEST = "/request";

  private final List<ModifierRule> rules;

  /**
   * A line of the file.
   *
   * @param models a model's id, or how ids begin with {@code *} behind it
   */
  private record ModifierRule(String vendor, String models, PriceModifiers modifiers) {
    boolean fits(String maker, String id) {
      return vendor.equals(maker)
          && (models.endsWith("*")
              ? id.startsWith(models.substring(0, models.length() - 1))
              : id.equals(models));
    }
  }

  private ShippedModifiers(List<ModifierRule> rules) {
    this.rules = rules;
  }

  static ShippedModifiers load() {
    try (InputStream in = ShippedModifiers.class.getResourceAsStream("modifiers.tsv")) {
      if (in == null) {
        throw new IllegalStateException("modifiers.tsv is missing from the program");
      }
      return read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ShippedModifiers read(String text) {
    List<ModifierRule> rules = new ArrayList<>();
    for (String line : text.lines().filter(l -> !l.isBlank() && !l.startsWith("#")).toList()) {
      String[] column = line.split("\t", -1);
      if (column.length != COLUMNS) {
        throw new IllegalArgumentException("not " + COLUMNS + " columns: " + line);
      }
      rules.add(new ModifierRule(column[0], column[1], parse(column[2])));
    }
    return new ShippedModifiers(List.copyOf(rules));
  }

  /** Those of a model: all lines that fit it, later ones over earlier ones. */
  PriceModifiers find(String vendor, String id) {
    PriceModifiers modifiers = PriceModifiers.NONE;
    for (ModifierRule modifierRule : rules) {
      modifiers =
          modifierRule.fits(vendor, id) ? modifiers.merge(modifierRule.modifiers()) : modifiers;
    }
    return modifiers;
  }

  private static PriceModifiers parse(String text) {
    String[] dated = text.split(" @", -1);
    List<PriceModifiers.LaterModifiers> later = new ArrayList<>();
    for (int i = 1; i < dated.length; i++) {
      int space = dated[i].indexOf(' ');
      later.add(
          new PriceModifiers.LaterModifiers(
              LocalDate.parse(dated[i].substring(0, space)),
              flat(dated[i].substring(space + 1), List.of())));
    }
    return flat(dated[0], later);
  }

  private static PriceModifiers flat(String text, List<PriceModifiers.LaterModifiers> later) {
    Map<String, Integer> tiers = new HashMap<>();
    Map<String, Integer> geographies = new HashMap<>();
    Map<HostedTool, PriceModifiers.ToolFee> fees = new HashMap<>();
    for (String word : text.split(" ", -1)) {
      int colon = word.indexOf(':');
      int equals = word.indexOf('=');
      if (colon < 0 || equals < colon) {
        throw new IllegalArgumentException("not a modifier: " + word);
      }
      String name = word.substring(colon + 1, equals);
      boolean perRequest = word.endsWith(PER_REQUEST);
      BigDecimal value =
          new BigDecimal(
              word.substring(equals + 1, word.length() - (perRequest ? PER_REQUEST.length() : 0)));
      HostedTool tool = HostedTool.named(name);
      switch (word.substring(0, colon)) {
        case "tier" -> tiers.put(name, permille(value));
        case "geo" -> geographies.put(name, permille(value));
        case "tool" -> {
          if (tool == null) {
            throw new IllegalArgumentException("not a tool: " + word);
          }
          fees.put(
              tool, new PriceModifiers.ToolFee(PriceDraft.micros(value).orElseThrow(), perRequest));
        }
        default -> throw new IllegalArgumentException("not a modifier: " + word);
      }
    }
    return new PriceModifiers(tiers, geographies, fees, later);
  }

  private static int permille(BigDecimal multiplier) {
    return multiplier.movePointRight(3).intValueExact();
  }
}
