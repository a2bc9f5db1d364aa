package dev.compresh.cli;

import dev.compresh.app.CommandFailure;
import dev.compresh.app.ExitCode;
import dev.compresh.provider.catalogue.CatalogueService;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code compresh model set}: lays fields over what is known of a model. */
@Command(
    name = "set",
    description = "Set fields of a model; a new model is created.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example:",
      "  compresh model set gpt-5-mini strict=true aliases=fast,default",
      "  compresh model set house provider=ollama upstream_model=qwen3:8b prices.input=0",
      "An empty value removes the field. 'compresh model show' lists the names."
    })
final class ModelSetCommand extends CatalogueCommand {
  private static final Set<String> LISTS =
      Set.of("capabilities", "reasoning_efforts", "parameters", "aliases");

  @Parameters(index = "0", paramLabel = "MODEL", description = "Id of the model.")
  String model = "";

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "FIELD=VALUE",
      description =
          "Fields to set; separate lists with commas; prices in USD per million tokens, such as prices.input=2.5.")
  List<String> fields = List.of();

  @Override
  void run(CatalogueService catalogueService) {
    ObjectNode json = new JsonMapper().createObjectNode();
    ObjectNode prices = null;
    for (String field : fields) {
      int equals = field.indexOf('=');
      if (equals <= 0) {
        throw new CommandFailure(ExitCode.USAGE, "'" + field + "' is not in the form FIELD=VALUE.");
      }
      String name = field.substring(0, equals).replace('-', '_');
      String value = field.substring(equals + 1);
      if (name.startsWith("prices.")) {
        prices = prices == null ? json.putObject("prices") : prices;
        prices.put(name.substring("prices.".length()), value);
      } else if (LISTS.contains(name)) {
        list(json, name, value);
      } else if (value.isEmpty()) {
        json.putNull(name);
      } else {
        json.put(name, value);
      }
    }
    catalogueService.set(model, json);
    err().println("Model '" + model + "' was set. Running servers apply it within a second.");
  }

  private static void list(ObjectNode json, String name, String value) {
    if (value.isEmpty()) {
      json.putNull(name);
      return;
    }
    ArrayNode array = json.putArray(name);
    for (String item : value.split(",", -1)) {
      array.add(item.strip());
    }
  }
}
