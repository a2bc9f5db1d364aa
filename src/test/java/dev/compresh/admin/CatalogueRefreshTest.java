package dev.compresh.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compresh.audit.AuditActor;
import dev.compresh.audit.AuditLog;
import dev.compresh.config.ModelConfig;
import dev.compresh.config.ModelJson;
import dev.compresh.provider.catalogue.CatalogueException;
import dev.compresh.provider.catalogue.CatalogueService;
import dev.compresh.provider.catalogue.RefreshReport;
import dev.compresh.store.Database;
import dev.compresh.store.OnEachStore;
import dev.compresh.store.StoreEngine;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Taking a list of models over, from a text or a URL. */
@OnEachStore
class CatalogueRefreshTest {
  @Parameter StoreEngine engine = StoreEngine.SQLITE;

  private static final String LIST =
      """
      {"openai":{"models":{
        "gpt-4o":{"limit":{"context":200000,"output":16384},"cost":{"input":2,"output":10}},
        "house":{"limit":{"context":1000},"cost":{"input":4,"output":5}},
        "gpt-9":{"cost":{"input":1,"output":2}},
        "gpt-8":{"cost":{"input":1,"output":2}},
        "gpt-4.1":{"cost":{"input":0.000002,"output":0.000008}}}}}
      """;

  private Database database;
  private CatalogueService catalogueService;
  private final List<URI> asked = new ArrayList<>();

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    database = engine.open(folder);
    ModelConfig house =
        Objects.requireNonNull(
            ModelJson.read(new JsonMapper().readTree("{\"id\":\"house\",\"prices\":{\"input\":7}}"))
                .model());
    catalogueService = new CatalogueService(database, List.of(house), clock());
  }

  private static InstantSource clock() {
    return InstantSource.fixed(Instant.parse("2026-11-29T12:00:00Z"));
  }

  @AfterEach
  void stop() {
    database.close();
  }

  private CatalogueRefresh refresh() {
    return new CatalogueRefresh(
        database,
        catalogueService,
        new AuditLog(database, clock()),
        (url, isPrivate) -> {
          asked.add(url);
          if (!isPrivate && url.getHost().equals("10.0.0.1")) {
            throw new IOException("its address is not public");
          }
          return LIST.getBytes(StandardCharsets.UTF_8);
        });
  }

  private long audited() {
    return database.read(
        handle ->
            handle
                .select("SELECT COUNT(*) FROM audit_entry WHERE action = 'model-facts.refresh'")
                .mapTo(Long.class)
                .one());
  }

  @Test
  void report_tellsWhatIsNewAndWhatChangedAndWhatWasRefused() {
    RefreshReport report = refresh().take(AuditActor.cli(), LIST, "list.json", false);
    assertThat(report.models()).isEqualTo(4);
    assertThat(report.changes().stream().map(RefreshReport.ReportedChange::line))
        .contains(
            "gpt-4o: window 128000 → 200000",
            "gpt-4o: input 2.5 → 2",
            "gpt-4o: cache-read 1.25 → 2")
        .anyMatch(line -> line.startsWith("gpt-9: added, input=1 "))
        .anyMatch(line -> line.startsWith("house: added") && line.contains("your own entry"))
        .noneMatch(line -> line.startsWith("gpt-4.1"));
    assertThat(report.refused()).hasSize(1);
    assertThat(report.refused().getFirst()).contains("gpt-4.1");
    assertThat(catalogueService.get().price("gpt-4o").orElseThrow().input()).isEqualTo(2_000_000);
    assertThat(catalogueService.get().price("gpt-4.1").orElseThrow().input()).isEqualTo(2_000_000);
    assertThat(catalogueService.get().price("house").orElseThrow().input()).isEqualTo(7_000_000);
    assertThat(audited()).isEqualTo(1);
    assertThat(
            refresh().take(AuditActor.cli(), LIST, "list.json", true).changes().stream()
                .map(RefreshReport.ReportedChange::model))
        .doesNotContain("gpt-4o", "gpt-9");
  }

  @Test
  void trial_changesNothing() {
    RefreshReport report =
        refresh().fetch(AuditActor.cli(), "https://models.example/api.json", false, true);
    assertThat(report.changes()).isNotEmpty();
    assertThat(catalogueService.get().price("gpt-4o").orElseThrow().input()).isEqualTo(2_500_000);
    assertThat(catalogueService.refreshedAt()).isEmpty();
    assertThat(audited()).isZero();
  }

  @Test
  void privateAddress_isFetchedOnlyWhereTheOperatorSaysSo() {
    assertThatThrownBy(
            () -> refresh().fetch(AuditActor.cli(), "http://10.0.0.1/l?token=x", false, false))
        .isInstanceOf(CatalogueException.class)
        .hasMessageContaining("not public")
        .hasMessageNotContaining("token");
    assertThat(refresh().fetch(AuditActor.cli(), "http://10.0.0.1/l", true, false).models())
        .isEqualTo(4);
    assertThat(catalogueService.refreshedAt()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"file:///etc/passwd", "ftp://a/b", "https://user:pw@a/b", "https://", "a b"})
  void urlThatIsNone_isRefusedUnasked(String url) {
    assertThatThrownBy(() -> refresh().fetch(AuditActor.cli(), url, true, false))
        .isInstanceOf(CatalogueException.class);
    assertThat(asked).isEmpty();
  }

  @Test
  void brokenList_leavesTheOldCatalogue() {
    refresh().take(AuditActor.cli(), LIST, "list.json", false);
    assertThatThrownBy(() -> refresh().take(AuditActor.cli(), "<html>", "x", false))
        .isInstanceOf(CatalogueException.class);
    assertThat(catalogueService.get().price("gpt-4o").orElseThrow().input()).isEqualTo(2_000_000);
  }
}
