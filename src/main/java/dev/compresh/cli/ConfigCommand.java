package dev.compresh.cli;

import dev.compresh.app.ExitCode;
import dev.compresh.app.ProviderText;
import dev.compresh.config.Config;
import dev.compresh.config.ProviderConfig;
import java.io.PrintWriter;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code config check}: what the configuration says, or all that is wrong with it. */
@Command(
    name = "config",
    description = "Check the configuration.",
    mixinStandardHelpOptions = true,
    subcommands = ConfigCommand.ConfigCheckCommand.class)
final class ConfigCommand extends CommandGroup {
  /** Reads all of it and changes nothing. */
  @Command(
      name = "check",
      description = "Read file, environment and flags, and list every error with its fix.",
      mixinStandardHelpOptions = true)
  static final class ConfigCheckCommand implements Callable<Integer> {
    @Mixin private final ConfigOptions options = new ConfigOptions();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
      Config config = options.load();
      PrintWriter out = spec.commandLine().getOut();
      out.println("read         " + config.source());
      out.println("clients      " + config.server().host() + ":" + config.server().port());
      out.println("admin        " + config.admin().host() + ":" + config.admin().port());
      out.println("data         " + config.data().folder().toAbsolutePath().normalize());
      out.println(
          "compression  "
              + config.compress().mode()
              + ", objective "
              + config.compress().objective());
      int rate = config.limits().requestsPerMinute();
      out.println("rate limit   " + (rate == 0 ? "none" : rate + " per minute and key"));
      ProviderText.describe(config).forEach(line -> out.println("provider     " + line));
      config
          .routing()
          .rules()
          .forEach(r -> out.println("route        " + r.model() + " -> " + r.providers()));
      Set<String> names =
          config.providers().stream().map(ProviderConfig::name).collect(Collectors.toSet());
      config
          .routing()
          .absent(names)
          .forEach(
              l ->
                  out.println(
                      "warning      "
                          + l
                          + " It must be a stored provider (see 'compresh provider list')."));
      config.warnings().forEach(warning -> out.println("warning      " + warning));
      out.println("The configuration is valid.");
      return ExitCode.OK;
    }
  }
}
