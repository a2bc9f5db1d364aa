package dev.compresh.cli;

import dev.compresh.app.CommandFailure;
import dev.compresh.app.ExitCode;
import dev.compresh.provider.catalogue.CatalogueService;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code compresh model remove}: forgets what was set of a model. */
@Command(
    name = "remove",
    description = "Delete the stored entry of a model; its configuration and known facts remain.",
    mixinStandardHelpOptions = true)
final class ModelRemoveCommand extends CatalogueCommand {

  @Parameters(paramLabel = "MODEL", description = "Id of the model.")
  String model = "";

  @Override
  void run(CatalogueService catalogueService) {
    if (!catalogueService.remove(model)) {
      throw new CommandFailure(
          ExitCode.FAILED,
          "There is no stored entry of the model '"
              + model
              + "'. 'compresh model list' shows the entries.");
    }
    err().println("The stored entry of the model '" + model + "' was deleted.");
  }
}
