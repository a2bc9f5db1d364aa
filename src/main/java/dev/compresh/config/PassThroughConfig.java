package dev.compresh.config;

import java.util.List;

/**
 * Configures requests that are passed on as they are.
 *
 * @param isUnknownAllowed whether paths that Compresh does not know go to the provider; else they
 *     are answered with 404
 */
public record PassThroughConfig(boolean isUnknownAllowed) {
  public static final PassThroughConfig DEFAULT = new PassThroughConfig(false);

  static PassThroughConfig read(ConfigSection configSection) {
    String unknown = configSection.choice("unknown", "deny", List.of("allow", "deny"));
    configSection.finish();
    return new PassThroughConfig(unknown.equals("allow"));
  }
}
