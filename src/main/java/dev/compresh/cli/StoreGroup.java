package dev.compresh.cli;

import dev.compresh.app.CommandFailure;
import dev.compresh.app.ExitCode;
import dev.compresh.store.Database;
import dev.compresh.store.OpenException;
import dev.compresh.store.PostgresSettings;
import dev.compresh.store.StoreCopy;
import dev.compresh.store.StoreException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code compresh store}: moves an installation from one store to another. */
@Command(
    name = "store",
    description = "Move an installation from one store to another.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "copy",
    subcommands = StoreGroup.StoreCopyCommand.class)
final class StoreGroup extends CommandGroup {

  @Command(
      name = "copy",
      description = {
        "Copy everything into an empty store, and check that all sums agree.",
        "A store is a data folder or postgresql://user:password@host:port/database.",
        "Stop the server first."
      },
      mixinStandardHelpOptions = true)
  static final class StoreCopyCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
        names = "--from",
        paramLabel = "STORE",
        required = true,
        description = "Store to copy from.")
    String from = "";

    @Option(
        names = "--to",
        paramLabel = "STORE",
        required = true,
        description = "Empty store to copy to.")
    String to = "";

    @Override
    public Integer call() {
      if (!isServer(from) && !Database.exists(Path.of(from))) {
        throw new CommandFailure(
            ExitCode.FAILED, "There is no data in " + from + ". Choose another folder.");
      }
      try (Database source = open(from);
          Database target = open(to)) {
        StoreCopy.CopyReport report = StoreCopy.run(source, target);
        spec.commandLine()
            .getOut()
            .println(
                "Copied "
                    + report.rows()
                    + " rows of "
                    + report.tables()
                    + " tables. All counts and sums agree.");
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
      } catch (OpenException | StoreException e) {
        throw new CommandFailure(ExitCode.STORE, String.valueOf(e.getMessage()));
      }
    }

    private static boolean isServer(String store) {
      return store.startsWith("postgresql://")
          || store.startsWith("postgres://")
          || store.startsWith("jdbc:");
    }

    private static Database open(String store) throws OpenException {
      return isServer(store)
          ? Database.open(
              Path.of(System.getProperty("java.io.tmpdir")), new PostgresSettings(store))
          : Database.open(Path.of(store).toAbsolutePath().normalize());
    }
  }
}
