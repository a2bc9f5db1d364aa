package dev.compresh.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.http.Headers;
import dev.compresh.session.SessionName.InvalidSessionName;
import dev.compresh.session.SessionName.NamedSession;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionIdentityTest {

  private static SessionName of(String... headers) {
    return SessionIdentity.identify(Headers.of(headers), "keyA", null);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "0", "user:42.chat_7-B", "_", "::", "."})
  void xSessionId_isTakenAsItIs(String id) {
    assertThat(of("x-session-id", id)).isEqualTo(new NamedSession(id));
    assertThat(SessionIdentity.refuse(Headers.of("X-Session-Id", id))).isNull();
  }

  @Test
  void xSessionId_hasUpTo128Characters() {
    assertThat(of("x-session-id", "a".repeat(128))).isEqualTo(new NamedSession("a".repeat(128)));
    assertThat(of("x-session-id", "a".repeat(129))).isInstanceOf(InvalidSessionName.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "ä", "a/b", "a;b", "' OR 1=1 --", "<b>", "a\u0000", "a,b", "%20"})
  void xSessionIdWithOtherCharacters_isInvalid(String id) {
    assertThat(of("x-session-id", id)).isInstanceOf(InvalidSessionName.class);
    InvalidSessionName refused =
        Objects.requireNonNull(SessionIdentity.refuse(Headers.of("x-session-id", id)));
    assertThat(refused.message()).contains("X-Session-Id").doesNotContain(id);
  }

  @Test
  void xSessionIdThatIsEmpty_countsAsMissing() {
    assertThat(of("x-session-id", "")).isEqualTo(of());
  }

  @Test
  void clientsOwnHeaders_areTakenInTheirOrder() {
    assertThat(of("x-claude-code-session-id", "cc", "session-id", "cx", "session_id", "old"))
        .isEqualTo(new NamedSession("cc"));
    assertThat(of("session-id", "cx", "session_id", "old")).isEqualTo(new NamedSession("cx"));
    assertThat(of("session_id", "old")).isEqualTo(new NamedSession("old"));
    assertThat(of("x-session-id", "mine", "x-claude-code-session-id", "cc"))
        .isEqualTo(new NamedSession("mine"));
  }

  @Test
  void clientsOwnHeadersThatAreOdd_areNoErrors() {
    assertThat(of("session-id", "not valid", "session_id", "fine"))
        .isEqualTo(new NamedSession("fine"));
    assertThat(of("session-id", "not valid")).isEqualTo(of());
  }
}
