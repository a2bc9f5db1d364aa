package dev.compresh.cli;

import dev.compresh.app.CommandFailure;
import dev.compresh.app.ExitCode;
import dev.compresh.provider.catalogue.CatalogueEntry;
import dev.compresh.provider.catalogue.CatalogueService;
import dev.compresh.provider.catalogue.EntryJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

/** {@code compresh model show}: all that holds for a model, as JSON. */
@Command(
    name = "show",
    description = "Show the effective entry of a model, by its id or an alias.",
    mixinStandardHelpOptions = true)
final class ModelShowCommand extends CatalogueCommand {

  @Parameters(paramLabel = "MODEL", description = "Id or alias of the model.")
  String model = "";

  @Override
  void run(CatalogueService catalogueService) {
    CatalogueEntry entry =
        catalogueService
            .get()
            .find(model)
            .orElseThrow(
                () ->
                    new CommandFailure(
                        ExitCode.FAILED,
                        "There is no model '"
                            + model
                            + "'. 'compresh model list --all' lists all."));
    output()
        .println(
            new JsonMapper()
                .writerWithDefaultPrettyPrinter()
                .writeValueAsString(EntryJson.render(entry)));
  }
}
