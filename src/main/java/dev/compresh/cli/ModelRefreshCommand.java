package dev.compresh.cli;

import dev.compresh.admin.CatalogueRefresh;
import dev.compresh.app.CommandFailure;
import dev.compresh.app.ExitCode;
import dev.compresh.app.FactsDownload;
import dev.compresh.app.NetworkSetup;
import dev.compresh.audit.AuditActor;
import dev.compresh.audit.AuditLog;
import dev.compresh.provider.catalogue.CatalogueException;
import dev.compresh.provider.catalogue.CatalogueService;
import dev.compresh.provider.catalogue.RefreshReport;
import dev.compresh.store.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code compresh model refresh}: takes newer facts about well-known models over. */
@Command(
    name = "refresh",
    description =
        "Refresh prices and context windows of well-known models from a list, and show what changed.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Supported lists: https://models.dev/api.json, or LiteLLM's model_prices_and_context_window.json.",
      "Without FILE or URL, the configuration's catalogue.refresh-url is used."
    })
final class ModelRefreshCommand extends StoreCommand {

  @Parameters(arity = "0..1", paramLabel = "FILE|URL", description = "File or URL of the list.")
  @Nullable String list;

  @Option(names = "--shipped", description = "Return to the facts shipped with this version.")
  boolean shipped;

  @Option(names = "--dry-run", description = "Show what would change without changing it.")
  boolean trial;

  @Option(names = "--allow-private", description = "Allow the URL to have a private address.")
  boolean isPrivate;

  @Override
  void run(Database database) {
    InstantSource clock = InstantSource.system();
    CatalogueService catalogueService = new CatalogueService(database, config().models(), clock);
    if (shipped) {
      unrefresh(catalogueService);
      return;
    }
    try {
      print(
          refreshed(
              new CatalogueRefresh(
                  database,
                  catalogueService,
                  new AuditLog(database, clock),
                  new FactsDownload(NetworkSetup.outbound(config())))));
    } catch (CatalogueException e) {
      throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()));
    }
  }

  private void unrefresh(CatalogueService catalogueService) {
    if (list != null) {
      throw new CommandFailure(ExitCode.USAGE, "Use either a list or --shipped, not both.");
    }
    boolean had = catalogueService.unrefresh();
    err()
        .println(
            had ? "The shipped facts are in use again." : "The shipped facts are already in use.");
  }

  private RefreshReport refreshed(CatalogueRefresh refresh) {
    String from = list == null ? config().catalogue().refreshUrl() : list;
    if (from == null) {
      throw new CommandFailure(ExitCode.USAGE, "Name a file or a URL, or use --shipped.");
    }
    if (from.startsWith("https://") || from.startsWith("http://")) {
      boolean allowed = isPrivate || config().catalogue().isRefreshPrivate();
      return refresh.fetch(AuditActor.cli(), from, allowed, trial);
    }
    try {
      Path file = Path.of(from);
      return refresh.take(
          AuditActor.cli(), Files.readString(file), String.valueOf(file.getFileName()), trial);
    } catch (IOException | InvalidPathException e) {
      throw new CommandFailure(ExitCode.FAILED, from + " can't be read as UTF-8 text.");
    }
  }

  private void print(RefreshReport report) {
    report.changes().forEach(reportedChange -> output().println(reportedChange.line()));
    report.refused().forEach(line -> output().println("not imported: " + line));
    err()
        .println(
            (trial ? "Nothing was changed. " : "")
                + "Facts of "
                + report.models()
                + " models "
                + (trial ? "would be imported, " : "were imported, ")
                + report.changes().size()
                + " changes, "
                + report.refused().size()
                + " models refused.");
  }
}
