package dev.compresh.admin.api;

import dev.compresh.account.DeniedException;
import dev.compresh.account.InvalidField;
import dev.compresh.account.signin.PasswordHasher;
import dev.compresh.dialect.ErrorBody;
import dev.compresh.http.Header;
import dev.compresh.http.Headers;
import dev.compresh.proxy.ApiError;
import dev.compresh.proxy.ForwardRequest;
import dev.compresh.proxy.RequestHandler.BodyOutcome;
import dev.compresh.proxy.RequestHandler.BodyOutcome.LocalReply;
import dev.compresh.proxy.RequestHead;
import dev.compresh.store.StoreException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Answers of the administration port as bytes, errors included. */
public final class AdminReplies {
  private static final Logger LOG = LoggerFactory.getLogger(AdminReplies.class);

  /** Lines of every answer: nobody keeps it, shows it in a frame or takes it for a page. */
  private static final Headers GUARDS =
      Headers.of(
          "x-content-type-options", "nosniff",
          "cache-control", "no-store",
          "content-security-policy", "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
          "x-frame-options", "DENY",
          "referrer-policy", "no-referrer",
          "cross-origin-resource-policy", "same-origin");

  /**
   * The same for an answer from elsewhere, which may neither sign people in nor out: lines stand in
   * for its own of these names.
   */
  private static final Headers FORWARDED =
      new Headers(
          Stream.concat(
                  StreamSupport.stream(GUARDS.spliterator(), false),
                  StreamSupport.stream(
                      Headers.of(
                              "set-cookie", "playground=; Max-Age=0; Path=/admin/v1/playground",
                              "clear-site-data", "")
                          .spliterator(),
                      false))
              .toList());

  private final JsonMapper mapper = new JsonMapper();

  /** {@code reply} with the lines of every answer that it does not have itself. */
  public static LocalReply guarded(LocalReply localReply) {
    List<Header> lines = new ArrayList<>();
    localReply.headers().forEach(lines::add);
    for (Header guard : GUARDS) {
      if (localReply.headers().first(guard.name()) == null) {
        lines.add(guard);
      }
    }
    return new LocalReply(localReply.status(), new Headers(lines), localReply.body());
  }

  public static LocalReply problem(ApiError apiError, Headers more) {
    byte[] body =
        ErrorBody.json(apiError.type(), apiError.code(), apiError.message(), apiError.param());
    return json(apiError.status(), body, more);
  }

  BodyOutcome answer(ApiAnswer apiAnswer) {
    BodyOutcome direct = apiAnswer.direct();
    if (direct instanceof BodyOutcome.StreamReply stream) {
      return new BodyOutcome.StreamReply(guarded(stream.head()), stream.events());
    }
    if (direct instanceof BodyOutcome.ForwardOutcome(ForwardRequest forward)) {
      return new BodyOutcome.ForwardOutcome(
          new ForwardRequest(
              forward.attempts(),
              FORWARDED,
              forward.dialect(),
              forward.streamed(),
              forward.settlement()));
    }
    JsonNode body = apiAnswer.body();
    if (body != null && apiAnswer.headers().first("content-type") != null) {
      byte[] text = body.asString().getBytes(StandardCharsets.UTF_8);
      return guarded(new LocalReply(apiAnswer.status(), apiAnswer.headers(), text));
    }
    return body == null
        ? guarded(new LocalReply(apiAnswer.status(), apiAnswer.headers(), new byte[0]))
        : json(apiAnswer.status(), mapper.writeValueAsBytes(body), apiAnswer.headers());
  }

  private static LocalReply json(int status, byte[] body, Headers more) {
    List<Header> lines = new ArrayList<>();
    lines.add(new Header("content-type", "application/json"));
    more.forEach(lines::add);
    return guarded(new LocalReply(status, new Headers(lines), body));
  }

  /**
   * Returns what {@code work} comes to; where it fails, what {@code refused} makes of the error.
   */
  static <T> T attempt(RequestHead head, Supplier<T> work, Function<LocalReply, T> refused) {
    try {
      return work.get();
    } catch (RuntimeException e) {
      return refused.apply(refusal(head, e));
    }
  }

  private static LocalReply refusal(RequestHead head, RuntimeException fault) {
    return switch (fault) {
      case ApiException apiException -> problem(apiException.problem(), apiException.headers());
      case InvalidField field ->
          problem(
              new ApiError(
                  400, "invalid_request_error", "invalid_value", text(field), field.field()),
              Headers.NONE);
      case DeniedException deniedException ->
          problem(
              deniedException.why() == DeniedException.DenialReason.RIGHTS
                  ? ApiError.of(
                      403, "permission_error", deniedException.code(), text(deniedException))
                  : ApiError.of(
                      409, "invalid_request_error", deniedException.code(), text(deniedException)),
              Headers.NONE);
      case PasswordHasher.HasherBusyException hasherBusyException ->
          problem(
              ApiError.of(
                  503,
                  "proxy_error",
                  "busy",
                  text(hasherBusyException) + " Try again in a moment."),
              Headers.of("retry-after", "1"));
      case StoreException ignored ->
          problem(
              ApiError.of(
                  503,
                  "proxy_error",
                  "store_unavailable",
                  "The store is not available. Try again in a moment."),
              Headers.of("retry-after", "1"));
      default -> {
        LOG.error("admin request {} failed", head.id(), fault);
        yield problem(ApiError.internal(), Headers.NONE);
      }
    };
  }

  private static String text(RuntimeException fault) {
    return String.valueOf(fault.getMessage());
  }
}
