package dev.compresh.admin;

import dev.compresh.audit.AuditActor;
import dev.compresh.audit.AuditLog;
import dev.compresh.provider.catalogue.CatalogueException;
import dev.compresh.provider.catalogue.CatalogueService;
import dev.compresh.provider.catalogue.FactsImport;
import dev.compresh.provider.catalogue.RefreshReport;
import dev.compresh.store.Database;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Takes facts about well-known models over from a list: for the administration API, the command
 * line and the schedule. What an operator has set of models stays over them.
 */
public final class CatalogueRefresh {
  private final Database database;
  private final CatalogueService catalogueService;
  private final AuditLog auditLog;
  private final RefreshSource refreshSource;

  /** Gets a document. Blocks. */
  @FunctionalInterface
  public interface RefreshSource {
    /**
     * The document at {@code url}.
     *
     * @param isPrivate whether the operator allows a private address
     * @throws IOException where there is none
     */
    byte[] fetch(URI url, boolean isPrivate) throws IOException;
  }

  public CatalogueRefresh(
      Database database,
      CatalogueService catalogueService,
      AuditLog auditLog,
      RefreshSource refreshSource) {
    this.database = database;
    this.catalogueService = catalogueService;
    this.auditLog = auditLog;
    this.refreshSource = refreshSource;
  }

  /**
   * Takes the list in {@code json} over, unless it is a trial.
   *
   * @param name where it is from, for people
   * @throws CatalogueException where it is no list; nothing has changed then
   */
  public RefreshReport take(AuditActor by, String json, String name, boolean isTrial) {
    FactsImport.ReadFacts facts = catalogueService.imported(json);
    RefreshReport report = catalogueService.changes(facts);
    if (!isTrial) {
      try {
        database.<Boolean>commit(
            handle -> {
              catalogueService.refresh(handle, facts, name);
              auditLog.record(
                  handle,
                  by,
                  "",
                  "model-facts.refresh",
                  "model",
                  name,
                  Map.of(
                      "models", Integer.toString(report.models()),
                      "changes", Integer.toString(report.changes().size()),
                      "refused", Integer.toString(report.refused().size())));
              return true;
            });
      } finally {
        catalogueService.refreshed();
      }
    }
    return report;
  }

  /**
   * Fetches the list at {@code url} and takes it over, unless it is a trial.
   *
   * @param isPrivate whether the operator allows a private address
   * @throws CatalogueException where there is no list; nothing has changed then
   */
  public RefreshReport fetch(AuditActor by, String url, boolean isPrivate, boolean isTrial) {
    URI address = address(url);
    try {
      byte[] body = refreshSource.fetch(address, isPrivate);
      return take(by, new String(body, StandardCharsets.UTF_8), shown(address), isTrial);
    } catch (IOException e) {
      throw new CatalogueException(
          "url", "The list at " + shown(address) + " can't be fetched: " + e.getMessage() + ".");
    }
  }

  private static URI address(String url) {
    try {
      URI address = new URI(url);
      boolean web = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
      if (web && address.getHost() != null && address.getUserInfo() == null) {
        return address;
      }
    } catch (URISyntaxException e) {
      // reported below
    }
    throw new CatalogueException(
        "url", "'url' is not a URL. Write it as https://models.dev/api.json.");
  }

  /** Without a query, which may hold a token. */
  private static String shown(URI address) {
    String port = address.getPort() < 0 ? "" : ":" + address.getPort();
    return address.getScheme() + "://" + address.getHost() + port + address.getRawPath();
  }
}
