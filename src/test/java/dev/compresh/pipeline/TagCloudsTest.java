package dev.compresh.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compress.cloud.CloudBytes;
import dev.compresh.compress.cloud.CloudTag;
import dev.compresh.session.SessionKey;
import dev.compresh.session.SessionReports;
import dev.compresh.session.SessionState;
import dev.compresh.session.StateSeals;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TagCloudsTest {
  private static final String BODY =
      "{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":\"harbour harbour"
          + " crane\"}]}";

  @TempDir Path folder;

  private static List<String> terms(Fixture fixture) {
    SessionKey session = new SessionKey(fixture.keys.list(null).getFirst().id(), "chat-1");
    SessionState state =
        new SessionReports(fixture.database, StateSeals.of(fixture.database)).state(session);
    return state == null
        ? List.of()
        : CloudBytes.read(state.version(), state.bytes()).cloud().tags().stream()
            .map(CloudTag::form)
            .toList();
  }

  @Test
  void aRequest_leavesItsTermsAndNothingElseOfItsText() throws Exception {
    try (Fixture fixture = Fixture.in(folder)) {
      fixture.forwarded(Fixture.CHAT, BODY, "x-session-id", "chat-1");
      fixture.forwarded(Fixture.CHAT, BODY, "x-session-id", "chat-1");
      fixture.flush();
      assertThat(terms(fixture)).containsExactly("harbour", "crane");
      SessionState state =
          new SessionReports(fixture.database, StateSeals.of(fixture.database))
              .state(new SessionKey(fixture.keys.list(null).getFirst().id(), "chat-1"));
      assertThat(
              new String(java.util.Objects.requireNonNull(state).bytes(), StandardCharsets.UTF_8))
          .doesNotContain("harbour crane", "harbour harbour");
    }
  }

  @Test
  void modeOff_leavesNothing() {
    try (Fixture fixture = Fixture.in(folder)) {
      fixture.forwarded(Fixture.CHAT, BODY, "x-session-id", "chat-1", "x-compresh-mode", "off");
      fixture.flush();
      assertThat(terms(fixture)).isEmpty();
    }
  }
}
