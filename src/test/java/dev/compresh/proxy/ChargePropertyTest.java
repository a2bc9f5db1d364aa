package dev.compresh.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.account.ApiKey;
import dev.compresh.await.ChangeWait;
import dev.compresh.budget.BillingPlan;
import dev.compresh.budget.BudgetScope;
import dev.compresh.budget.CapTable;
import dev.compresh.budget.OrgBilling;
import dev.compresh.budget.SpendReports;
import dev.compresh.budget.TopUps;
import dev.compresh.dialect.Dialect;
import dev.compresh.dialect.ResponseTap;
import dev.compresh.proxy.AnswerDelivery.DeliveryEnding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Whatever a provider reports, however a request ends and whoever pays: what is charged is the true
 * cost where that can be believed and at most what was held where it can't, never negative, once;
 * and ledger, usage, spend and balance agree.
 */
class ChargePropertyTest {
  private static final int REQUESTS = 8;
  private static final int MOST_OUTPUT = 500;
  private static final String TEXT = "Four of them, and one more.";

  /** Figures as they may be reported: the first ones can be, the others can't. */
  private static final String[] FIGURES = {
    "1",
    "7",
    "40",
    "1e1",
    "2.0",
    "12.4",
    "\"9\"",
    "300",
    "499",
    "0",
    "-1",
    "-1e9",
    "1e9",
    "1e20",
    "9223372036854775807",
    "99999999999999999999999",
    "1e999",
    "null",
    "[5]",
    "{\"prompt_tokens\":5}",
    "true",
    "\"many\""
  };

  private static final int BELIEVABLE = 9;
  private static final List<DeliveryEnding> ENDINGS = List.of(DeliveryEnding.values());

  @Property(tries = 20, seed = "1")
  void chargesAreBounded_andAllBooksAgree(@ForAll long seed) throws Exception {
    Path folder = Files.createTempDirectory("charges");
    try (PipelineFixture pipelineFixture = PipelineFixture.in(folder)) {
      check(new Random(seed), pipelineFixture);
    } finally {
      try (var files = Files.walk(folder)) {
        files.sorted(Comparator.reverseOrder()).forEach(ChargePropertyTest::delete);
      }
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void check(Random random, PipelineFixture pipelineFixture) {
    ApiKey key = pipelineFixture.keys.list(null).getFirst();
    boolean shares = random.nextInt(4) == 0;
    if (shares) {
      pipelineFixture.database.commit(
          handle -> {
            CapTable.set(
                handle, new OrgBilling(key.orgId(), BillingPlan.SAVINGS_SHARE, 3_000, false));
            return true;
          });
    }
    if (random.nextBoolean()) {
      new TopUps(pipelineFixture.database, InstantSource.system())
          .add(key.orgId(), 9_000_000, "t", "");
    }
    ChangeWait.seenBy(pipelineFixture.database);
    long least = 0;
    long most = 0;
    for (int i = 0; i < REQUESTS; i++) {
      long[] bounds = serve(random, pipelineFixture, i);
      least += bounds[0];
      most += bounds[1];
    }
    pipelineFixture.flush();
    long cost = one(pipelineFixture, "SELECT SUM(cost_micros) FROM usage_event");
    assertThat(cost).isBetween(least, most);
    assertThat(one(pipelineFixture, "SELECT COUNT(*) FROM usage_event")).isEqualTo(REQUESTS);
    assertThat(one(pipelineFixture, "SELECT MIN(cost_micros) FROM usage_event")).isNotNegative();
    assertThat(one(pipelineFixture, "SELECT MIN(charge_micros) FROM usage_event")).isNotNegative();
    assertThat(one(pipelineFixture, "SELECT MIN(input_tokens) FROM usage_event")).isNotNegative();
    assertThat(one(pipelineFixture, "SELECT MIN(output_tokens) FROM usage_event")).isNotNegative();
    booksAgree(pipelineFixture, key, cost, shares);
  }

  /** Sends a request and ends it somehow; the least and the most that it may cost. */
  private static long[] serve(Random random, PipelineFixture pipelineFixture, int number) {
    int asked = 1 + random.nextInt(MOST_OUTPUT);
    boolean thinks = random.nextInt(3) == 0;
    boolean streamed = random.nextBoolean();
    String body =
        "{\"model\":\"%s\",\"max_tokens\":%d,\"stream\":%s,\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}"
            .formatted(thinks ? "o3-mini" : "gpt-4o", asked, streamed, "word ".repeat(number + 5));
    ForwardRequest forwardRequest = pipelineFixture.forwarded(PipelineFixture.CHAT, body);
    int prompt = random.nextInt(FIGURES.length);
    int answer = random.nextInt(FIGURES.length);
    String usage =
        "{\"prompt_tokens\":" + FIGURES[prompt] + ",\"completion_tokens\":" + FIGURES[answer] + "}";
    DeliveryEnding deliveryEnding = ENDINGS.get(random.nextInt(ENDINGS.size()));
    int status = random.nextInt(5) == 0 ? 500 : 200;
    int part = random.nextInt(4);
    ResponseTap tap = read(streamed, usage, part);
    long sent =
        Long.parseLong(PipelineFixture.added(forwardRequest, "x-compresh-optimized-tokens"));
    forwardRequest
        .settlement()
        .settle(new AnswerDelivery(deliveryEnding, status, tap.reading(), 9, 1, 2, 0, 1));
    if (status == 500) {
      return new long[] {0, 0};
    }
    // At 2.5 and 10 USD a million, or 1.1 and 4.4: what is held, and what is reported.
    double perInput = thinks ? 1.1 : 2.5;
    double perOutput = thinks ? 4.4 : 10;
    boolean told = part == 3;
    double input = told && prompt < BELIEVABLE ? figure(prompt) : sent;
    double most = told && answer < BELIEVABLE ? figure(answer) : asked;
    double least = told && answer < BELIEVABLE ? figure(answer) : 0;
    return new long[] {
      Math.round(input * perInput + least * perOutput),
      Math.round(input * perInput + most * perOutput)
    };
  }

  private static double figure(int index) {
    return Math.round(Double.parseDouble(FIGURES[index].replace("\"", "")));
  }

  /** An answer read up to a part of it: nothing, some text, all of the text, the usage too. */
  private static ResponseTap read(boolean streamed, String usage, int part) {
    String[] parts =
        streamed
            ? new String[] {
              "data: {\"choices\":[{\"delta\":{\"content\":\"" + TEXT + "\"}}]}\n\n",
              "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n",
              "data: {\"choices\":[],\"usage\":" + usage + "}\n\ndata: [DONE]\n\n"
            }
            : new String[] {
              "{\"choices\":[{\"message\":{\"content\":\"" + TEXT + "\"",
              "},\"finish_reason\":\"stop\"}]",
              ",\"usage\":" + usage + "}"
            };
    String type = streamed ? "text/event-stream" : "application/json";
    ResponseTap tap = new ResponseTap(Dialect.CHAT, streamed, false, type, null);
    for (int i = 0; i < part; i++) {
      byte[] bytes = parts[i].getBytes(UTF_8);
      tap.accept(bytes, 0, bytes.length, (b, from, length) -> {});
    }
    tap.end((b, from, length) -> {});
    return tap;
  }

  private static long one(PipelineFixture pipelineFixture, String sql) {
    return pipelineFixture.database.read(
        handle -> handle.select(sql).map((row, _) -> row.getLong(1)).one());
  }

  private static void booksAgree(
      PipelineFixture pipelineFixture, ApiKey key, long cost, boolean shares) {
    long charge = one(pipelineFixture, "SELECT SUM(charge_micros) FROM usage_event");
    assertThat(charge).isEqualTo(shares ? 0 : cost);
    assertThat(one(pipelineFixture, "SELECT COALESCE(SUM(micros), 0) FROM ledger_entry")).isZero();
    assertThat(
            one(
                pipelineFixture,
                "SELECT COUNT(*) FROM (SELECT posting FROM ledger_entry GROUP BY posting"
                    + " HAVING SUM(micros) <> 0 OR COUNT(*) <> 2) AS odd"))
        .isZero();
    assertThat(
            -one(
                pipelineFixture,
                "SELECT COALESCE(SUM(micros), 0) FROM ledger_entry WHERE kind = 'USAGE' AND"
                    + " account LIKE 'org:%'"))
        .isEqualTo(charge);
    assertThat(
            one(
                pipelineFixture,
                "SELECT COUNT(*) FROM balance b WHERE b.micros <> (SELECT SUM(l.micros) FROM"
                    + " ledger_entry l WHERE l.account = b.account)"))
        .isZero();
    SpendReports reports = new SpendReports(pipelineFixture.database);
    assertThat(reports.total(BudgetScope.ORG, key.orgId()).cost()).isEqualTo(cost);
    assertThat(reports.total(BudgetScope.KEY, key.id()).cost()).isEqualTo(cost);
  }
}
