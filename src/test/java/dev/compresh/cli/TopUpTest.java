package dev.compresh.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.app.ExitCode;
import dev.compresh.await.EventualAssertion;
import dev.compresh.budget.Ledger;
import dev.compresh.store.Database;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Money comes in by the command line and by a payment, and goes out by requests. */
class TopUpTest {
  private static final String ASK =
      "{\"model\":\"gpt-4o\",\"max_tokens\":40,"
          + "\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
  private static final String SECRET = "whsec_of_a_test";

  @TempDir private Path folder;

  private static String org(Path data) throws Exception {
    try (Database database = Database.open(data)) {
      return database.read(
          handle -> handle.select("SELECT id FROM org").map((row, _) -> row.getString(1)).one());
    }
  }

  private static long balance(Path data, String org) throws Exception {
    try (Database database = Database.open(data)) {
      return new Ledger(database).balance(org);
    }
  }

  private static int topUp(Path data, String org, String amount) {
    String[] words = {"topup", "--data", data.toString(), org, amount};
    return Main.line(words).execute(words);
  }

  private static int status(RunningProgram program) {
    return program
        .post("/v1/chat/completions", ASK.getBytes(StandardCharsets.UTF_8), List.of())
        .statusCode();
  }

  @Test
  void aBalanceThatIsUsedUp_isRefusedUntilItIsToppedUp() throws Exception {
    Path data = folder.resolve("data");
    try (RunningProgram program = RunningProgram.quick(folder, Map.of())) {
      assertThat(status(program)).isEqualTo(200);
      String org = org(data);
      assertThat(topUp(data, org, "0.000001")).isEqualTo(ExitCode.OK);
      EventualAssertion.holds(() -> assertThat(status(program)).isEqualTo(403));
      assertThat(topUp(data, "Default", "2")).isEqualTo(ExitCode.OK);
      EventualAssertion.holds(() -> assertThat(status(program)).isEqualTo(200));
      assertThat(topUp(data, org, "-2")).isEqualTo(ExitCode.USAGE);
      assertThat(topUp(data, "nobody", "2")).isEqualTo(ExitCode.FAILED);
    }
  }

  @Test
  void aSignedPayment_isCreditedOnceAndWrittenDown() throws Exception {
    Path data = folder.resolve("data");
    Map<String, String> settings = Map.of("COMPRESH_STRIPE_WEBHOOK_SECRET", SECRET);
    try (RunningProgram program = RunningProgram.quick(folder, settings)) {
      String org = org(data);
      String event =
          "{\"id\":\"evt_1\",\"type\":\"payment_intent.succeeded\",\"data\":{\"object\":{"
              + "\"id\":\"pi_1\",\"amount_received\":500,\"currency\":\"usd\","
              + "\"metadata\":{\"org_id\":\""
              + org
              + "\"}}}}";
      assertThat(send(program, event, "t=1,v1=00")).contains("400", "invalid_signature");
      assertThat(send(program, event, signature(event))).contains("200", "credited");
      assertThat(send(program, event, signature(event))).contains("200", "repeated");
      assertThat(balance(data, org)).isEqualTo(5_000_000);
      try (Database database = Database.open(data)) {
        assertThat(
                database.<String>read(
                    handle ->
                        handle
                            .select(
                                "SELECT detail FROM audit_entry WHERE action = 'balance.payment'")
                            .map((row, _) -> row.getString(1))
                            .one()))
            .contains("5.00", "stripe:pi_1");
      }
    }
  }

  private static String send(RunningProgram program, String event, String signature)
      throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(URI.create(program.adminUrl() + "/webhooks/stripe"))
                  .header("stripe-signature", signature)
                  .header("content-type", "application/json; charset=utf-8")
                  .POST(HttpRequest.BodyPublishers.ofString(event))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() + " " + answer.body();
    }
  }

  private static String signature(String event) throws Exception {
    long time = Instant.now().getEpochSecond();
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    byte[] hmac = mac.doFinal((time + "." + event).getBytes(StandardCharsets.UTF_8));
    return "t=" + time + ",v1=" + HexFormat.of().formatHex(hmac);
  }
}
