package dev.compresh.regret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.compresh.await.EventualAssertion;
import dev.compresh.compression.Layer;
import dev.compresh.store.Database;
import dev.compresh.store.OnEachStore;
import dev.compresh.store.OpenException;
import dev.compresh.store.StoreEngine;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

@OnEachStore
class RegretReportsTest {
  @Parameter StoreEngine engine = StoreEngine.SQLITE;

  private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

  @TempDir Path folder;
  private Database database;
  private RegretLog log;
  private RegretReports reports;

  @BeforeEach
  void open() throws OpenException {
    database = engine.open(folder);
    log = new RegretLog(database);
    reports = new RegretReports(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void add(String org, String session, boolean heldOut, int chances, int regrets) {
    log.add(
        new RegretLog.RegretOwner(org, "u", "k", session),
        heldOut,
        NOW,
        new RegretCounts(
            Map.of(Layer.DEDUP, chances),
            Collections.nCopies(regrets, new RegretSign(RegretKind.EDIT_REFUSED, Layer.DEDUP, 9))));
  }

  private List<RegretFigure> of(RegretReports.RegretScope regretScope) {
    return reports.byLayer(regretScope, NOW.minusSeconds(86_400), NOW);
  }

  @Test
  void countsAddUp_andHeldOutSessionsStandBesideThem() throws Exception {
    add("o1", "s1", false, 10, 1);
    add("o1", "s1", false, 30, 1);
    add("o1", "s2", false, 10, 0);
    add("o1", "s3", true, 200, 1);
    add("o2", "s4", false, 5, 5);
    RegretReports.RegretScope one = new RegretReports.RegretScope("o1", null, null, null);
    EventualAssertion.holds(
        () ->
            assertThat(of(RegretReports.RegretScope.ALL))
                .extracting(RegretFigure::chances, RegretFigure::heldOutChances)
                .containsExactly(tuple(55L, 200L)));
    RegretFigure figure = of(one).getFirst();
    assertThat(figure.layer()).isEqualTo("dedup");
    assertThat(figure.sessions()).isEqualTo(2);
    assertThat(figure.chances()).isEqualTo(50);
    assertThat(figure.regrets()).containsEntry("edit_refused", 2L).containsEntry("read_again", 0L);
    assertThat(figure.rate()).isEqualTo(40_000);
    assertThat(figure.baseRate()).isEqualTo(5_000);
    assertThat(of(new RegretReports.RegretScope("o1", null, "k", "s2")).getFirst().total())
        .isZero();
    assertThat(reports.byLayer(one, NOW.plusSeconds(200_000), NOW.plusSeconds(300_000))).isEmpty();
    assertThat(reports.baseRates(NOW, NOW)).containsExactly(Map.entry(Layer.DEDUP, 5_000L));
  }

  @Test
  void suspendedLayers_areKnownToOthers_andEndWithTheConversation() throws Exception {
    var session = new dev.compresh.session.SessionKey("k", "s1");
    AgentSession agent = new AgentSession().user("x").read("a");
    SuspendedLayers here = new SuspendedLayers(database);
    SuspendedLayers there = new SuspendedLayers(database);
    assertThat(here.lookUp(session, agent.prompt()).allow(Layer.DEDUP, 9)).isTrue();
    here.suspend(session, Layer.DEDUP, agent.prompt(), NOW);
    agent.read("b");
    EventualAssertion.holds(
        () ->
            assertThat(there.lookUp(session, agent.prompt()).from())
                .containsExactly(Map.entry(Layer.DEDUP, 7)));
    assertThat(there.lookUp(session, agent.prompt()).allow(Layer.DEDUP, 6)).isTrue();
    assertThat(there.lookUp(session, agent.prompt()).allow(Layer.DEDUP, 7)).isFalse();
    assertThat(there.lookUp(session, agent.prompt()).allow(Layer.TOOL_OUTPUT, 7)).isTrue();
    AgentSession shortened = new AgentSession().user("summary of all that").read("b");
    assertThat(there.lookUp(session, shortened.prompt()).from()).isEmpty();
    assertThat(new SuspendedLayers(database).sessions()).isEqualTo(1);
  }
}
