package dev.compresh.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compression.topics.CloudBytes;
import dev.compresh.compression.topics.CloudTag;
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

  private static List<String> terms(PipelineFixture pipelineFixture) {
    SessionKey session = new SessionKey(pipelineFixture.keys.list(null).getFirst().id(), "chat-1");
    SessionState state =
        new SessionReports(pipelineFixture.database, StateSeals.of(pipelineFixture.database))
            .state(session);
    return state == null
        ? List.of()
        : CloudBytes.read(state.version(), state.bytes()).cloud().tags().stream()
            .map(CloudTag::form)
            .toList();
  }

  @Test
  void aRequest_leavesItsTermsAndNothingElseOfItsText() throws Exception {
    try (PipelineFixture pipelineFixture = PipelineFixture.in(folder)) {
      pipelineFixture.forwarded(PipelineFixture.CHAT, BODY, "x-session-id", "chat-1");
      pipelineFixture.forwarded(PipelineFixture.CHAT, BODY, "x-session-id", "chat-1");
      pipelineFixture.flush();
      assertThat(terms(pipelineFixture)).containsExactly("harbour", "crane");
      SessionState state =
          new SessionReports(pipelineFixture.database, StateSeals.of(pipelineFixture.database))
              .state(new SessionKey(pipelineFixture.keys.list(null).getFirst().id(), "chat-1"));
      assertThat(
              new String(java.util.Objects.requireNonNull(state).bytes(), StandardCharsets.UTF_8))
          .doesNotContain("harbour crane", "harbour harbour");
    }
  }

  @Test
  void modeOff_leavesNothing() {
    try (PipelineFixture pipelineFixture = PipelineFixture.in(folder)) {
      pipelineFixture.forwarded(
          PipelineFixture.CHAT, BODY, "x-session-id", "chat-1", "x-compresh-mode", "off");
      pipelineFixture.flush();
      assertThat(terms(pipelineFixture)).isEmpty();
    }
  }
}
