package dev.compresh.budget;

import static dev.compresh.budget.PaymentWebhook.PaymentResult.CREDITED;
import static dev.compresh.budget.PaymentWebhook.PaymentResult.DISABLED;
import static dev.compresh.budget.PaymentWebhook.PaymentResult.FORGED;
import static dev.compresh.budget.PaymentWebhook.PaymentResult.IGNORED;
import static dev.compresh.budget.PaymentWebhook.PaymentResult.MALFORMED;
import static dev.compresh.budget.PaymentWebhook.PaymentResult.OTHER_CURRENCY;
import static dev.compresh.budget.PaymentWebhook.PaymentResult.REPEATED;
import static dev.compresh.budget.PaymentWebhook.PaymentResult.UNKNOWN_ORG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.store.OnEachStore;
import dev.compresh.store.StoreEngine;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

@OnEachStore
class PaymentWebhookTest {
  @Parameter StoreEngine engine = StoreEngine.SQLITE;

  private static final String SECRET = "whsec_test";

  @TempDir private Path folder;
  private MoneyFixture moneyFixture;
  private PaymentWebhook paymentWebhook;
  private final List<String> witnessed = new ArrayList<>();

  @BeforeEach
  void open() {
    moneyFixture = new MoneyFixture(engine, folder);
    paymentWebhook = new PaymentWebhook(moneyFixture.database, moneyFixture.clock, () -> SECRET);
    moneyFixture.database.commit(
        handle ->
            handle.execute(
                "INSERT INTO org (id, name, state, created_at) VALUES ('org_a', 'A', 'ACTIVE',"
                    + " 1)"));
  }

  @AfterEach
  void close() {
    moneyFixture.close();
  }

  private static String event(String id, String type, String object) {
    return "{\"id\":\""
        + id
        + "\",\"object\":\"event\",\"type\":\""
        + type
        + "\",\"data\":{\"object\":"
        + object
        + "}}";
  }

  private static String intent(String id, long cents) {
    return "{\"id\":\""
        + id
        + "\",\"amount\":"
        + cents
        + ",\"amount_received\":"
        + cents
        + ",\"currency\":\"usd\",\"metadata\":{\"org_id\":\"org_a\"}}";
  }

  private static String hmac(String secret, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (java.security.GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static String signed(String secret, long time, String message) {
    return "t=" + time + ",v1=" + hmac(secret, time + "." + message);
  }

  private PaymentWebhook.PaymentResult receive(
      PaymentWebhook to, String message, String signature) {
    return to.receive(
        message.getBytes(StandardCharsets.UTF_8),
        signature,
        (handle, org, micros, payment) -> witnessed.add(org + " " + micros + " " + payment));
  }

  private PaymentWebhook.PaymentResult send(String message) {
    return receive(
        paymentWebhook, message, signed(SECRET, MoneyFixture.NOON.getEpochSecond(), message));
  }

  @Test
  void aPayment_isCreditedOnceHoweverOftenItIsTold() {
    String message = event("evt_1", "payment_intent.succeeded", intent("pi_1", 2_500));
    assertThat(send(message)).isEqualTo(CREDITED);
    assertThat(send(message)).isEqualTo(REPEATED);
    assertThat(moneyFixture.balance()).isEqualTo(25_000_000);
    assertThat(witnessed).containsExactly("org_a 25000000 stripe:pi_1");
    assertThat(moneyFixture.terms().billing().prepaid()).isTrue();
  }

  @Test
  void aCheckoutAndItsPayment_areOnePayment() {
    String checkout =
        "{\"id\":\"cs_1\",\"payment_intent\":\"pi_1\",\"payment_status\":\"paid\","
            + "\"amount_total\":2500,\"currency\":\"usd\",\"metadata\":{\"org_id\":\"org_a\"}}";
    assertThat(send(event("evt_1", "checkout.session.completed", checkout))).isEqualTo(CREDITED);
    assertThat(send(event("evt_2", "payment_intent.succeeded", intent("pi_1", 2_500))))
        .isEqualTo(REPEATED);
    assertThat(moneyFixture.balance()).isEqualTo(25_000_000);
  }

  @Test
  void aCheckoutThatIsNotPaidYet_creditsNothing() {
    String checkout =
        "{\"id\":\"cs_1\",\"payment_status\":\"unpaid\",\"amount_total\":2500,"
            + "\"currency\":\"usd\",\"metadata\":{\"org_id\":\"org_a\"}}";
    assertThat(send(event("evt_1", "checkout.session.completed", checkout))).isEqualTo(IGNORED);
    assertThat(moneyFixture.balance()).isZero();
  }

  @Test
  void anythingButAFreshSignatureOverTheseBytes_isRefused() {
    String message = event("evt_1", "payment_intent.succeeded", intent("pi_1", 2_500));
    long now = MoneyFixture.NOON.getEpochSecond();
    String good = hmac(SECRET, now + "." + message);
    List<String> bad =
        List.of(
            "",
            "t=" + now,
            "v1=" + good,
            "t=" + now + ",v1=",
            "t=" + now + ",v1=" + good.substring(1),
            "t=" + now + ",v1=" + "0".repeat(64),
            "t=" + now + ",v0=" + good,
            "t=x,v1=" + good,
            "t=" + (now + 1) + ",v1=" + good,
            "t=99999999999999999999,v1=" + good,
            signed("other", now, message),
            signed(SECRET, now - 301, message),
            signed(SECRET, now + 301, message),
            signed(SECRET, now, message + " "));
    for (String signature : bad) {
      assertThat(receive(paymentWebhook, message, signature)).as(signature).isEqualTo(FORGED);
    }
    assertThat(moneyFixture.balance()).isZero();
    assertThat(receive(paymentWebhook, message, signed(SECRET, now - 300, message)))
        .isEqualTo(CREDITED);
  }

  @Test
  void whileASecretIsReplaced_oneOfSeveralSignaturesIsEnough() {
    String message = event("evt_1", "payment_intent.succeeded", intent("pi_1", 100));
    long now = MoneyFixture.NOON.getEpochSecond();
    String both =
        "t="
            + now
            + ", v1="
            + hmac("old", now + "." + message)
            + ",v0=ff,v1="
            + hmac(SECRET, now + "." + message);
    assertThat(receive(paymentWebhook, message, both)).isEqualTo(CREDITED);
  }

  @Test
  void withoutASecret_allIsRefusedAlsoWhatAnEmptyOneSigns() {
    String message = event("evt_1", "payment_intent.succeeded", intent("pi_1", 100));
    PaymentWebhook none = new PaymentWebhook(moneyFixture.database, moneyFixture.clock, () -> " ");
    String signature = signed(SECRET, MoneyFixture.NOON.getEpochSecond(), message);
    assertThat(receive(none, message, signature)).isEqualTo(DISABLED);
  }

  @Test
  void whatIsSignedAndNoPaymentOfOurs_creditsNothing() {
    assertThat(send(event("evt_1", "customer.created", "{}"))).isEqualTo(IGNORED);
    String elsewhere = intent("pi_1", 100).replace("org_a", "org_b");
    assertThat(send(event("evt_2", "payment_intent.succeeded", elsewhere))).isEqualTo(UNKNOWN_ORG);
    String euro = intent("pi_1", 100).replace("usd", "eur");
    assertThat(send(event("evt_3", "payment_intent.succeeded", euro))).isEqualTo(OTHER_CURRENCY);
    String without = "{\"id\":\"pi_1\",\"amount\":5,\"currency\":\"usd\"}";
    assertThat(send(event("evt_4", "payment_intent.succeeded", without))).isEqualTo(IGNORED);
    for (String amount : List.of("-100", "0", "1.5", "\"100\"", "99999999999999999999")) {
      String odd = intent("pi_1", 7).replace(":7,", ":" + amount + ",");
      assertThat(send(event("evt_5", "payment_intent.succeeded", odd)))
          .as(amount)
          .isEqualTo(MALFORMED);
    }
    assertThat(send("no json")).isEqualTo(MALFORMED);
    assertThat(send("[]")).isEqualTo(IGNORED);
    assertThat(moneyFixture.balance()).isZero();
    assertThat(witnessed).isEmpty();
  }
}
