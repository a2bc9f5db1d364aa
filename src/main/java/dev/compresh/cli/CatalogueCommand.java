package dev.compresh.cli;

import dev.compresh.app.CommandFailure;
import dev.compresh.app.ExitCode;
import dev.compresh.provider.catalogue.CatalogueException;
import dev.compresh.provider.catalogue.CatalogueService;
import dev.compresh.store.Database;
import java.time.InstantSource;

/** A command on the catalogue of an installation. */
abstract class CatalogueCommand extends StoreCommand {

  /**
   * Does what the command is for.
   *
   * @throws CatalogueException where the catalogue can't be changed so
   */
  abstract void run(CatalogueService catalogueService);

  @Override
  final void run(Database database) {
    try {
      run(new CatalogueService(database, config().models(), InstantSource.system()));
    } catch (CatalogueException e) {
      throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()));
    }
  }
}
