package dev.compresh.cli;

import dev.compresh.provider.catalogue.Catalogues;
import dev.compresh.provider.catalogue.FactsImport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code compresh model refresh}: takes newer facts about well-known models over. */
@Command(
    name = "refresh",
    description = "Take facts about well-known models from a file in models.dev's shape.",
    mixinStandardHelpOptions = true)
final class ModelRefreshCommand extends CatalogueCommand {

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "A copy of https://models.dev/api.json. A broken one changes nothing.")
  @Nullable Path file;

  @Option(names = "--shipped", description = "Go back to the facts that ship with the program.")
  boolean shipped;

  @Override
  void run(Catalogues catalogues) {
    if (shipped == (file != null)) {
      throw new Stop(Exit.USAGE, "Name a file, or say --shipped.");
    }
    if (file == null) {
      boolean had = catalogues.unrefresh();
      err().println(had ? "The facts are those of the program." : "They were not refreshed.");
      return;
    }
    try {
      FactsImport.Read facts = FactsImport.read(Files.readString(file));
      catalogues.refresh(facts, String.valueOf(file.getFileName()));
      err().println("Facts of " + facts.models().size() + " models are taken over.");
    } catch (IOException e) {
      throw new Stop(Exit.FAILED, file + " can't be read as UTF-8 text.");
    }
  }
}
