package dev.compresh.cli;

import dev.compresh.app.CommandFailure;
import dev.compresh.app.ExitCode;
import dev.compresh.store.Database;
import dev.compresh.store.OpenException;
import dev.compresh.store.StoreBackup;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code compresh restore}: fills an empty store from a file that {@code backup} wrote. */
@Command(
    name = "restore",
    description = "Fill an empty store from a file that 'compresh backup' wrote.",
    mixinStandardHelpOptions = true)
final class RestoreCommand extends StoreCommand {
  @Parameters(index = "0", paramLabel = "FILE", description = "File that 'compresh backup' wrote.")
  Path file = Path.of("");

  @Override
  void run(Database database) {
    try {
      output().println("Restored " + StoreBackup.restore(file, database).rows() + " rows.");
    } catch (OpenException e) {
      throw new CommandFailure(ExitCode.FAILED, String.valueOf(e.getMessage()));
    }
  }

  /** The store may be missing: it is made. */
  @Override
  boolean isMade() {
    if (!Files.isReadable(file)) {
      throw new CommandFailure(ExitCode.FAILED, file + " can't be read.");
    }
    return true;
  }
}
