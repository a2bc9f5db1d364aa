package dev.compresh.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compresh.http.Headers;
import dev.compresh.session.SessionKey;
import dev.compresh.vendor.ProviderApi;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A request's values are set once, and nobody reads one that is not there yet. */
class RequestContextTest {
  private final RequestContext context =
      new RequestContext(new RequestHead("id", 0, "POST", "/v1/x", null, Headers.NONE, "local"));

  private static Function<RequestContext, Object> reader(String name) {
    return switch (name) {
      case "key" -> RequestContext::key;
      case "caller" -> RequestContext::caller;
      case "plain" -> RequestContext::plain;
      case "prompt" -> RequestContext::prompt;
      case "session" -> RequestContext::session;
      case "route" -> RequestContext::route;
      case "routing" -> RequestContext::routing;
      case "paying" -> RequestContext::paying;
      case "compressed" -> RequestContext::compressed;
      case "size" -> RequestContext::size;
      case "hold" -> RequestContext::hold;
      case "attempts" -> RequestContext::attempts;
      case "settlement" -> RequestContext::settlement;
      default -> throw new IllegalArgumentException(name);
    };
  }

  @ParameterizedTest
  @CsvSource({
    "key,Authenticate",
    "caller,RateLimit",
    "plain,ReadBody",
    "prompt,ParsePrompt",
    "session,ResolveSession",
    "route,Route",
    "routing,Authorize",
    "paying,CheckBudget",
    "compressed,Compress",
    "size,Compress",
    "hold,Reserve",
    "attempts,Forward",
    "settlement,Settle"
  })
  void whatIsReadTooEarly_namesTheStageItComesFrom(String value, String stage) {
    assertThatThrownBy(() -> reader(value).apply(context))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageEndingWith("is not known before " + stage);
  }

  @Test
  void whatIsSetTwice_isRefused() {
    context.setSession(new SessionKey("k", "s"));
    assertThatThrownBy(() -> context.setSession(new SessionKey("k", "other")))
        .hasMessage("the session is set already");
    assertThat(context.session().id()).isEqualTo("s");
  }

  @Test
  void aSecondBody_startsOverBehindTheHead() {
    context.admit(ApiEndpoint.VOICES, ProviderApi.VOICES);
    RequestContext first = context.withBody(new byte[] {1}, AudioMeasure.TOKENS);
    first.setSession(new SessionKey("k", "s"));
    RequestContext second = context.withBody(new byte[] {2}, AudioMeasure.TOKENS);
    assertThat(second.endpoint()).isEqualTo(ApiEndpoint.VOICES);
    assertThat(second.sent()).containsExactly(2);
    assertThatThrownBy(second::session).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void withoutADecisionOfTheLimiter_thereAreNoLimitHeaders() {
    assertThat(context.rateHeaders()).isEmpty();
  }
}
