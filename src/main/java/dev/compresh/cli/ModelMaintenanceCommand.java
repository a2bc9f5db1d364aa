package dev.compresh.cli;

import dev.compresh.provider.catalogue.CatalogueEntry;
import dev.compresh.provider.catalogue.CatalogueService;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

/** {@code compresh model maintenance}: takes a model out of service, or back. */
@Command(
    name = "maintenance",
    description = "Turn maintenance of a model on or off.",
    mixinStandardHelpOptions = true)
final class ModelMaintenanceCommand extends CatalogueCommand {
  enum MaintenanceSwitch {
    on,
    off
  }

  @Parameters(index = "0", paramLabel = "MODEL", description = "Id of the model.")
  String model = "";

  @Parameters(index = "1", paramLabel = "on|off", description = "${COMPLETION-CANDIDATES}")
  MaintenanceSwitch state = MaintenanceSwitch.on;

  @Override
  void run(CatalogueService catalogueService) {
    String id = catalogueService.get().find(model).map(CatalogueEntry::id).orElse(model);
    boolean on = state == MaintenanceSwitch.on;
    catalogueService.set(id, new JsonMapper().createObjectNode().put("maintenance", on));
    err()
        .println(
            on
                ? "Model '" + id + "' is in maintenance: it is not listed, and requests get 404."
                : "Model '" + id + "' is available again.");
  }
}
