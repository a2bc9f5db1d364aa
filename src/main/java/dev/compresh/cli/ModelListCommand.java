package dev.compresh.cli;

import dev.compresh.provider.catalogue.CatalogueEntry;
import dev.compresh.provider.catalogue.CatalogueService;
import dev.compresh.provider.catalogue.EntryJson;
import dev.compresh.provider.catalogue.ModelFacts;
import dev.compresh.provider.catalogue.ModelPrice;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** {@code compresh model list}: the operator's entries; with {@code --all} the known models too. */
@Command(
    name = "list",
    description = "List the models in the operator's catalogue.",
    mixinStandardHelpOptions = true)
final class ModelListCommand extends CatalogueCommand {

  @Option(names = "--all", description = "Include well-known models.")
  boolean all;

  @Option(names = "--json", description = "Print JSON.")
  boolean json;

  @Override
  void run(CatalogueService catalogueService) {
    List<CatalogueEntry> entries =
        catalogueService.get().entries().stream().filter(e -> all || e.own()).toList();
    if (json) {
      output()
          .println(
              new JsonMapper()
                  .writerWithDefaultPrettyPrinter()
                  .writeValueAsString(entries.stream().map(EntryJson::render).toList()));
      return;
    }
    TextTable table =
        new TextTable(
            List.of("ID", "TYPE", "SOURCE", "ALIASES", "FLAGS"),
            List.of("WINDOW", "INPUT $/M", "OUTPUT $/M"));
    for (CatalogueEntry entry : entries) {
      ModelFacts facts = entry.facts();
      ModelPrice price = facts.price();
      table.row(
          entry.id(),
          facts.type().label(),
          entry.source().name().toLowerCase(Locale.ROOT),
          String.join(", ", entry.aliases()),
          flags(entry),
          facts.context() == 0 ? "?" : TextTable.count(facts.context()),
          price == null ? "?" : EntryJson.usd(price.input()).toPlainString(),
          price == null ? "?" : EntryJson.usd(price.output()).toPlainString());
    }
    table.print(output());
    if (!all) {
      err().println("Well-known models are not shown; add --all to include them.");
    }
  }

  private static String flags(CatalogueEntry entry) {
    List<String> flags = new ArrayList<>();
    if (entry.strict()) {
      flags.add("strict");
    }
    if (entry.maintenance()) {
      flags.add("maintenance");
    }
    if (entry.alwaysUsage()) {
      flags.add("usage");
    }
    return String.join(", ", flags);
  }
}
