package dev.compresh.budget;

import dev.compresh.store.Database;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Signed messages of a payment service: a payment of USD that names an organisation is credited to
 * it, once, however often and in however many messages it is reported.
 */
public final class PaymentWebhook {
  /** Micro-USD to a cent. */
  private static final long CENT = 10_000;

  private static final int LONGEST_ID = 150;
  private static final String SERVICE = "stripe";

  private final TopUps topUps;
  private final OwnerLookup ownerLookup;
  private final InstantSource clock;
  private final Supplier<String> secret;
  private final JsonMapper mapper = new JsonMapper();

  /**
   * @param secret what messages are signed with, asked for with each of them; empty refuses all
   */
  public PaymentWebhook(Database database, InstantSource clock, Supplier<String> secret) {
    this.topUps = new TopUps(database, clock);
    this.ownerLookup = new OwnerLookup(database);
    this.clock = clock;
    this.secret = secret;
  }

  /** The result of a webhook message. */
  public enum PaymentResult {
    CREDITED,
    /** It was credited before. */
    REPEATED,
    /** It tells of no payment of ours. */
    IGNORED,
    /** There is no secret to check it with. */
    DISABLED,
    FORGED,
    /** It is signed, and can't be understood. */
    MALFORMED,
    /** It names an organisation that there is not. */
    UNKNOWN_ORG,
    /** It is about another currency than USD. */
    OTHER_CURRENCY
  }

  /** Notified of a payment as a part of the transaction that credits it. */
  @FunctionalInterface
  public interface PaymentListener {
    void credited(Handle handle, String orgId, long micros, String payment);
  }

  private record Payment(String id, String orgId, long micros, String note) {}

  /**
   * Takes a message.
   *
   * @param signature its {@code Stripe-Signature}, null where it has none
   */
  public PaymentResult receive(
      byte[] message, @Nullable String signature, PaymentListener paymentListener) {
    String now = secret.get().strip();
    if (now.isEmpty()) {
      return PaymentResult.DISABLED;
    }
    if (!StripeSignature.valid(now, signature, message, clock.instant())) {
      return PaymentResult.FORGED;
    }
    try {
      return read(mapper.readTree(message), paymentListener);
    } catch (JacksonException e) {
      return PaymentResult.MALFORMED;
    }
  }

  private PaymentResult read(JsonNode event, PaymentListener paymentListener) {
    JsonNode object = event.path("data").path("object");
    String type = event.path("type").asString("");
    return switch (type) {
      case "checkout.session.completed", "checkout.session.async_payment_succeeded" ->
          object.path("payment_status").asString("paid").equals("paid")
              ? credit(event, object, object.path("amount_total"), paymentListener)
              : PaymentResult.IGNORED;
      case "payment_intent.succeeded" ->
          credit(
              event,
              object,
              object.has("amount_received")
                  ? object.path("amount_received")
                  : object.path("amount"),
              paymentListener);
      default -> PaymentResult.IGNORED;
    };
  }

  private PaymentResult credit(
      JsonNode event, JsonNode object, JsonNode amount, PaymentListener paymentListener) {
    String org = object.path("metadata").path("org_id").asString("").strip();
    if (org.isEmpty()) {
      return PaymentResult.IGNORED;
    }
    String id = id(event, object);
    if (id.isEmpty() || id.length() > LONGEST_ID || !amount.isIntegralNumber()) {
      return PaymentResult.MALFORMED;
    }
    if (!object.path("currency").asString("").equalsIgnoreCase("usd")) {
      return PaymentResult.OTHER_CURRENCY;
    }
    long cents = amount.canConvertToLong() ? amount.asLong() : -1;
    if (cents <= 0 || cents > TopUps.MOST / CENT) {
      return PaymentResult.MALFORMED;
    }
    if (ownerLookup.find(BudgetScope.ORG, org).isEmpty()) {
      return PaymentResult.UNKNOWN_ORG;
    }
    String note = event.path("id").asString("");
    Payment payment = new Payment(SERVICE + ":" + id, org, cents * CENT, note);
    return post(payment, paymentListener) ? PaymentResult.CREDITED : PaymentResult.REPEATED;
  }

  private boolean post(Payment payment, PaymentListener paymentListener) {
    return topUps.pay(
        payment.id,
        payment.orgId,
        payment.micros,
        SERVICE,
        payment.note,
        handle -> paymentListener.credited(handle, payment.orgId, payment.micros, payment.id));
  }

  /** A checkout and its payment come in two messages: what both name is the payment. */
  private static String id(JsonNode event, JsonNode object) {
    String payment = object.path("payment_intent").asString("");
    String own = object.path("id").asString("");
    return !payment.isEmpty() ? payment : !own.isEmpty() ? own : event.path("id").asString("");
  }
}
