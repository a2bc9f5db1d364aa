package dev.compresh.vendor;

import java.util.List;
import java.util.Optional;

/** Lists the kinds of provider, in the order in which people read of them. */
public final class ProviderKindRegistry {
  private static final List<ProviderKind> ALL =
      List.of(
          ProviderKind.OPENAI, ProviderKind.ANTHROPIC, ProviderKind.SIMULATED, ProviderKind.GEMINI);

  private ProviderKindRegistry() {}

  public static List<ProviderKind> all() {
    return ALL;
  }

  public static List<String> names() {
    return ALL.stream().map(ProviderKind::name).toList();
  }

  /** The kind of that name, as the configuration writes it. */
  public static Optional<ProviderKind> find(String name) {
    return ALL.stream().filter(kind -> kind.name().equals(name)).findFirst();
  }

  /** The kind whose vendor's model that is, by the beginning of its name. */
  public static Optional<ProviderKind> findVendor(String model) {
    return ALL.stream().filter(kind -> kind.isOwnModel(model)).findFirst();
  }
}
