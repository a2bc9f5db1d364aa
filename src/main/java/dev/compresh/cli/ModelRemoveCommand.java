package dev.compresh.cli;

import dev.compresh.app.CommandFailure;
import dev.compresh.app.ExitCode;
import dev.compresh.provider.catalogue.CatalogueService;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code compresh model remove}: forgets what was set of a model. */
@Command(
    name = "remove",
    description = "Forget what was set of a model; the file's and the known facts remain.",
    mixinStandardHelpOptions = true)
final class ModelRemoveCommand extends CatalogueCommand {

  @Parameters(paramLabel = "MODEL", description = "Its id.")
  String model = "";

  @Override
  void run(CatalogueService catalogueService) {
    if (!catalogueService.remove(model)) {
      throw new CommandFailure(
          ExitCode.FAILED, "Nothing is set of '" + model + "'. 'compresh model list' lists.");
    }
    err().println("What was set of '" + model + "' is forgotten.");
  }
}
