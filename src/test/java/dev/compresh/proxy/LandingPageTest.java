package dev.compresh.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.http.Headers;
import dev.compresh.proxy.RequestHandler.BodyOutcome.LocalReply;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What people and programs find at the root of the clients' port. */
class LandingPageTest {
  private static final LocalReply NEXT = new LocalReply(418, Headers.NONE, new byte[0]);

  private final LandingPage page = new LandingPage(_ -> NEXT, "1.2.3", "http://127.0.0.1:8081");

  private LocalReply ask(String method, String path, String... headers) {
    return (LocalReply)
        page.admit(new RequestHead("r", 0, method, path, null, Headers.of(headers), "127.0.0.1"));
  }

  private static String text(LocalReply localReply) {
    return new String(localReply.body(), StandardCharsets.UTF_8);
  }

  @Test
  void people_readALineWithTheDashboardsAddress() {
    assertThat(text(ask("GET", "/", "accept", "*/*")))
        .isEqualTo("Compresh 1.2.3 is running. Dashboard: http://127.0.0.1:8081\n");
    assertThat(text(ask("GET", "/", "accept", "text/html,application/xhtml+xml")))
        .contains("<a href=\"http://127.0.0.1:8081\">");
  }

  @Test
  void programs_getJson() {
    for (String[] headers : new String[][] {{"accept", "application/json"}, {}}) {
      LocalReply localReply = ask("GET", "/", headers);
      assertThat(localReply.headers().first("content-type")).isEqualTo("application/json");
      assertThat(new JsonMapper().readTree(text(localReply)).path("version").asString())
          .isEqualTo("1.2.3");
    }
  }

  @Test
  void allElse_goesOn() {
    assertThat(ask("POST", "/")).isSameAs(NEXT);
    assertThat(ask("GET", "/v1/models")).isSameAs(NEXT);
    assertThat(ask("GET", "//")).isSameAs(NEXT);
  }
}
