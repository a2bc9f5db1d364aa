package dev.compresh.cli;

import dev.compresh.provider.catalogue.Catalogues;
import dev.compresh.provider.catalogue.Refusal;
import dev.compresh.store.Database;
import java.time.InstantSource;

/** A command on the catalogue of an installation. */
abstract class CatalogueCommand extends StoreCommand {

  /**
   * Does what the command is for.
   *
   * @throws Refusal where the catalogue can't be changed so
   */
  abstract void run(Catalogues catalogues);

  @Override
  final void run(Database database) {
    try {
      run(new Catalogues(database, config().models(), InstantSource.system()));
    } catch (Refusal e) {
      throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()));
    }
  }
}
