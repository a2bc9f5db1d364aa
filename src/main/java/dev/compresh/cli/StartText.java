package dev.compresh.cli;

import dev.compresh.account.Bootstrap;
import dev.compresh.app.HttpServers;
import dev.compresh.app.ProgramVersion;
import dev.compresh.app.ProviderText;
import dev.compresh.config.Config;
import dev.compresh.config.ProviderConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Prints the start-up text of {@code up}: addresses, created accounts, and the next command to try.
 */
public final class StartText {
  private StartText() {}

  public static List<String> lines(
      Config config,
      HttpServers httpServers,
      Bootstrap.BootstrapResult bootstrapResult,
      Optional<String> unpriced) {
    List<String> lines = new ArrayList<>();
    lines.add("Compresh " + ProgramVersion.current() + " listens on " + httpServers.url());
    lines.add("  dashboard  " + httpServers.adminUrl());
    lines.add("  data       " + config.data().folder().toAbsolutePath().normalize());
    lines.add(
        "  mode       "
            + config.compress().mode()
            + ", objective "
            + config.compress().objective());
    ProviderText.describe(config).forEach(text -> lines.add("  provider   " + text));
    if (config.providers().stream().allMatch(ProviderConfig::isSimulated)) {
      lines.add("  No provider is configured: answers are simulated. For real answers set");
      lines.add("  OPENAI_API_KEY or ANTHROPIC_API_KEY, or list providers in compresh.yaml.");
    }
    config.warnings().forEach(warning -> lines.add("  warning    " + warning));
    unpriced.ifPresent(line -> lines.add("  warning    " + line));
    bootstrapResult.notes().forEach(note -> lines.add("  note       " + note));
    once(lines, bootstrapResult);
    lines.add("");
    lines.add("Try it:");
    lines.addAll(curl(httpServers.url(), bootstrapResult));
    return lines;
  }

  private static void once(List<String> lines, Bootstrap.BootstrapResult bootstrapResult) {
    if (bootstrapResult.owner().isPresent() || bootstrapResult.key().isPresent()) {
      lines.add("");
      lines.add("Shown only once, save them now:");
    }
    bootstrapResult
        .owner()
        .ifPresent(
            owner -> {
              lines.add("  sign-in    " + owner.name());
              lines.add("  password   " + owner.password());
            });
    bootstrapResult.key().ifPresent(key -> lines.add("  API key    " + key.secret()));
  }

  private static List<String> curl(String url, Bootstrap.BootstrapResult bootstrapResult) {
    String key = bootstrapResult.key().map(k -> k.secret()).orElse("$COMPRESH_KEY");
    return List.of(
        "  curl -i " + url + "/v1/chat/completions \\",
        "    -H \"Authorization: Bearer " + key + "\" -H 'content-type: application/json' \\",
        "    -d '{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}'");
  }
}
