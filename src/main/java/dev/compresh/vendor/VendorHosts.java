package dev.compresh.vendor;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Knows at which hosts vendors serve their own models. */
public final class VendorHosts {
  private static final Map<String, String> HOSTS =
      Map.ofEntries(
          Map.entry("openai", "api.openai.com"),
          Map.entry("anthropic", "api.anthropic.com"),
          Map.entry("google", "generativelanguage.googleapis.com"),
          Map.entry("mistral", "api.mistral.ai"),
          Map.entry("deepseek", "api.deepseek.com"),
          Map.entry("xai", "api.x.ai"),
          Map.entry("llama", "api.llama.com"),
          Map.entry("moonshotai", "api.moonshot.ai"),
          Map.entry("zai", "api.z.ai"),
          Map.entry("cohere", "api.cohere.ai"));

  private VendorHosts() {}

  /** The host of a vendor; null where it has none that is known. */
  public static @Nullable String find(String vendor) {
    return HOSTS.get(vendor);
  }

  public static boolean isVendorName(String name) {
    return HOSTS.containsKey(name);
  }

  public static boolean isVendors(String host) {
    return HOSTS.containsValue(host);
  }
}
