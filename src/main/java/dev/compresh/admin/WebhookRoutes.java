package dev.compresh.admin;

import static dev.compresh.admin.api.JsonSchema.field;
import static dev.compresh.admin.api.JsonSchema.object;
import static dev.compresh.admin.api.JsonSchema.oneOf;

import dev.compresh.admin.api.AdminRequest;
import dev.compresh.admin.api.AdminRoute;
import dev.compresh.admin.api.ApiAnswer;
import dev.compresh.admin.api.ApiException;
import dev.compresh.admin.api.JsonSchema;
import dev.compresh.admin.api.RoutePermission;
import dev.compresh.audit.AuditActor;
import dev.compresh.audit.AuditLog;
import dev.compresh.budget.PaymentWebhook;
import dev.compresh.budget.UsdAmount;
import dev.compresh.proxy.ApiError;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;

/** Receives the payment service's calls. Open to everybody: the signature says who it is. */
public final class WebhookRoutes {
  private static final JsonSchema.ObjectSchema RECEIVED =
      object("WebhookResult", field("result", oneOf("credited", "repeated", "ignored"), "outcome"));

  private final PaymentWebhook paymentWebhook;
  private final AuditLog auditLog;

  public WebhookRoutes(PaymentWebhook paymentWebhook, AuditLog auditLog) {
    this.paymentWebhook = paymentWebhook;
    this.auditLog = auditLog;
  }

  public List<AdminRoute> routes() {
    return List.of(
        AdminRoute.post("/webhooks/stripe", RoutePermission.OPEN, "Receive a signed Stripe event.")
            .takesBytes()
            .answers(200, RECEIVED)
            .problems(400, 403, 422)
            .does(this::receive));
  }

  private ApiAnswer receive(AdminRequest request) {
    AuditActor auditActor = AuditActor.webhook("stripe", request.peer().address());
    PaymentWebhook.PaymentResult paymentResult =
        paymentWebhook.receive(
            request.raw(),
            request.head().headers().first("stripe-signature"),
            (handle, orgId, micros, payment) ->
                auditLog.record(
                    handle,
                    auditActor,
                    orgId,
                    "balance.payment",
                    "org",
                    orgId,
                    Map.of("amount_usd", UsdAmount.text(micros), "payment", payment)));
    return switch (paymentResult) {
      case CREDITED, REPEATED, IGNORED ->
          ApiAnswer.ok(
              JsonNodeFactory.instance
                  .objectNode()
                  .put("result", paymentResult.name().toLowerCase(Locale.ROOT)));
      case DISABLED ->
          throw ApiException.forbidden(
              "webhook_disabled",
              "No webhook secret is configured. Set COMPRESH_STRIPE_WEBHOOK_SECRET.");
      case FORGED ->
          throw ApiException.invalid("", "invalid_signature", "The signature is missing or wrong.");
      case MALFORMED -> throw ApiException.invalid("", "invalid_value", "The event is not valid.");
      case UNKNOWN_ORG -> throw unprocessable("metadata.org_id is not the id of an organisation.");
      case OTHER_CURRENCY -> throw unprocessable("Only payments in USD are credited.");
    };
  }

  private static ApiException unprocessable(String message) {
    return new ApiException(ApiError.of(422, "invalid_request_error", "unprocessable", message));
  }
}
