package dev.compresh.provider.catalogue;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A tool that runs at the provider, and that it may charge by the call. */
public enum HostedTool {
  WEB_SEARCH,
  WEB_FETCH,
  CODE_EXECUTION,
  FILE_SEARCH,
  X_SEARCH,
  IMAGE_GENERATION,
  OTHER;

  /** As it is written: {@code web-search}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static @Nullable HostedTool named(String label) {
    for (HostedTool tool : values()) {
      if (tool.label().equals(label)) {
        return tool;
      }
    }
    return null;
  }
}
