package dev.compresh.cli;

import dev.compresh.app.CommandFailure;
import dev.compresh.app.ExitCode;
import dev.compresh.app.StoreOpening;
import dev.compresh.config.Config;
import dev.compresh.store.Database;
import dev.compresh.store.OpenException;
import dev.compresh.store.PostgresSettings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code migrate}: bring the store's tables up to date, as a job of its own. */
@Command(
    name = "migrate",
    description = "Bring the store's tables up to date; 'compresh up' does it too.",
    mixinStandardHelpOptions = true)
final class MigrateCommand implements Callable<Integer> {
  @Mixin private final ConfigOptions options = new ConfigOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Config config = options.source().load();
    PostgresSettings settings = StoreOpening.settings(config.database());
    try {
      int version =
          settings == null
              ? Database.migrate(config.data().folder().toAbsolutePath().normalize())
              : Database.migrate(settings);
      spec.commandLine().getOut().println("The store has schema " + version + ".");
      spec.commandLine().getOut().flush();
      return ExitCode.OK;
    } catch (OpenException e) {
      throw new CommandFailure(ExitCode.STORE, String.valueOf(e.getMessage()));
    }
  }
}
