package dev.compresh.cli;

import dev.compresh.app.CommandFailure;
import dev.compresh.app.ExitCode;
import dev.compresh.store.Database;
import dev.compresh.store.OpenException;
import dev.compresh.store.StoreBackup;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code compresh backup}: writes the store to a file, whether the server runs or not. */
@Command(
    name = "backup",
    description = {
      "Write the store to a file, while the server runs or not.",
      "The file holds everything but the master key, which is kept apart from it."
    },
    mixinStandardHelpOptions = true)
final class BackupCommand extends StoreCommand {
  @Parameters(index = "0", paramLabel = "FILE", description = "File to write; must not exist.")
  Path file = Path.of("");

  @Override
  void run(Database database) {
    try {
      output()
          .println("Wrote " + StoreBackup.write(database, file).rows() + " rows to " + file + ".");
    } catch (OpenException e) {
      throw new CommandFailure(ExitCode.FAILED, String.valueOf(e.getMessage()));
    }
  }
}
