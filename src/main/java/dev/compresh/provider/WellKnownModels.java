package dev.compresh.provider;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The models that ship with the program; see the data file for source and date. */
public final class WellKnownModels {
  /** Digits of a day, as 20250929. */
  private static final int DATE_DIGITS = 8;

  private final List<WellKnownModel> models;
  private final Map<String, WellKnownModel> byId = new HashMap<>();
  private final Map<String, Boolean> cachedByPrefix = new HashMap<>();

  public WellKnownModels() {
    this.models = lines().map(WellKnownModel::of).toList();
    for (WellKnownModel model : models) {
      byId.putIfAbsent(model.id(), model);
      for (String id = model.id(); !id.isEmpty(); id = shorter(id)) {
        cachedByPrefix.merge(id, model.cached(), Boolean::logicalOr);
      }
    }
  }

  private static java.util.stream.Stream<String> lines() {
    try (InputStream in = WellKnownModels.class.getResourceAsStream("models.tsv")) {
      if (in == null) {
        throw new IllegalStateException("models.tsv is missing from the program");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.startsWith("#"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public List<WellKnownModel> of(String vendor) {
    return models.stream().filter(m -> m.vendor().equals(vendor)).toList();
  }

  public Optional<WellKnownModel> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /**
   * Whether the prices of {@code model} include a cached rate. A name that is not known is judged
   * by the longest beginning that it shares with known ones: a new release is priced like its
   * family.
   */
  public boolean cached(String model) {
    String id = model.substring(model.lastIndexOf('/') + 1);
    while (!id.isEmpty()) {
      WellKnownModel known = byId.get(id);
      if (known != null) {
        return known.cached();
      }
      Boolean family = cachedByPrefix.get(id);
      if (family != null) {
        return family;
      }
      id = shorter(id);
    }
    return false;
  }

  /**
   * The prices of {@code model}: of that very name, or of the name without the date of a snapshot.
   * Names of other models of a family say nothing of money.
   */
  public Optional<ModelPrice> price(String model) {
    String id = model.substring(model.lastIndexOf('/') + 1);
    WellKnownModel known = byId.get(id);
    if (known == null) {
      known = byId.get(undated(id));
    }
    return known == null ? Optional.empty() : Optional.ofNullable(known.price());
  }

  /** Without {@code -20250929} or {@code -2024-08-06} at its end. */
  private static String undated(String id) {
    int digits = 0;
    for (int i = id.length() - 1; i > 0 && digits <= DATE_DIGITS; i--) {
      char c = id.charAt(i);
      if (c >= '0' && c <= '9') {
        digits++;
      } else if (c == '-' && digits == DATE_DIGITS) {
        return id.substring(0, i);
      } else if (c != '-') {
        break;
      }
    }
    return id;
  }

  private static String shorter(String id) {
    int cut = Math.max(id.lastIndexOf('-'), Math.max(id.lastIndexOf('.'), id.lastIndexOf(':')));
    return cut < 0 ? "" : id.substring(0, cut);
  }
}
