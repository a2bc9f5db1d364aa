package dev.compresh.observe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A client of which nothing is saved, request after request, is named. */
class ClientSavingsTest {
  private final ClientSavings clients = new ClientSavings();

  private void add(String client, int requests, long saved) {
    for (int i = 0; i < requests; i++) {
      clients.add(client, 10_000, saved);
    }
  }

  @Test
  void hints_nameWhatSavesNothing() {
    add("cline", 36, 0);
    add("claude-code", 36, 2_000);
    add("new", 5, 0);
    assertThat(clients.hints()).hasSize(1);
    assertThat(clients.hints().getFirst().line())
        .startsWith("client cline: 0 % saved in 36 requests with tool results.");
  }

  @Test
  void hints_endOnceSomethingIsSaved() {
    add("cline", 30, 0);
    add("cline", 1, 9_000);
    assertThat(clients.hints()).isEmpty();
  }

  @Test
  void add_namesBeyondTheBound_areOne() {
    for (int i = 0; i < 500; i++) {
      String name = clients.add("agent" + i, 10_000, 0);
      assertThat(name).isEqualTo(i < 40 ? "agent" + i : "other");
    }
    assertThat(clients.hints()).singleElement().extracting("client").isEqualTo("other");
  }
}
