package dev.compresh.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compression.LayerFactory;
import dev.compresh.compression.chat.EpisodicMemory;
import dev.compresh.store.seal.MasterKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrimmedTurnsTest {
  private static final String FACT = "My boat is called Marigold and lies at berth seventeen.";
  private static final String QUESTION = "Remind me, what is my boat called?";
  private static final LayerFactory NONE = compressionPolicy -> List.of();
  private static final LayerFactory CHATS =
      compressionPolicy -> List.of(new EpisodicMemory(compressionPolicy));

  @TempDir Path folder;

  private static MasterKey key(int fill) throws Exception {
    byte[] key = new byte[32];
    key[9] = (byte) fill;
    return MasterKey.of(Base64.getEncoder().encodeToString(key), "test");
  }

  /** A talk whose first turn tells the fact; user and assistant by turns. */
  private static List<String> talk(int messages) {
    List<String> said = new ArrayList<>();
    said.add(FACT);
    for (int i = 1; i < messages; i++) {
      said.add(
          i % 2 == 1
              ? "Answer " + i + ": the weather of week " + i + " looks mild, with some rain late."
              : "Request " + i + ": please tell me about the weather of week " + i + ".");
    }
    return said;
  }

  private static String body(List<String> said) {
    StringBuilder body = new StringBuilder("{\"model\":\"gpt-4o\", \"messages\" : [");
    body.append("{\"role\":\"system\",\"content\":\"Be kind.\"}");
    for (String text : said) {
      boolean assistant = text.startsWith("Answer");
      body.append(",{\"role\":\"").append(assistant ? "assistant" : "user");
      body.append("\", \"content\":\"").append(text).append("\"}");
    }
    return body.append("]}").toString();
  }

  /** The last {@code keep} messages of the talk, and the question. */
  private static List<String> trimmed(List<String> talk, int keep) {
    List<String> said = new ArrayList<>(talk.subList(talk.size() - keep, talk.size()));
    said.add("Answer x: that is all there is to say about it.");
    said.add(QUESTION);
    return said;
  }

  private static ForwardRequest ask(
      PipelineFixture pipelineFixture, List<String> said, String session, String... more) {
    List<String> headers = new ArrayList<>(List.of("x-session-id", session));
    headers.addAll(List.of(more));
    return pipelineFixture.forwarded(
        PipelineFixture.CHAT, body(said), headers.toArray(String[]::new));
  }

  private PipelineFixture storing(LayerFactory layerFactory, int fill) throws Exception {
    return PipelineFixture.PipelineSetup.plain().layers(layerFactory).stored(key(fill)).in(folder);
  }

  @Test
  void aTrimmedFact_isFoundAgainBeforeTheQuestionAlone() throws Exception {
    try (PipelineFixture pipelineFixture = storing(NONE, 1)) {
      List<String> talk = talk(21);
      assertThat(PipelineFixture.text(ask(pipelineFixture, talk, "s1"))).isEqualTo(body(talk));
      List<String> rest = trimmed(talk, 6);
      ForwardRequest forwardRequest = ask(pipelineFixture, rest, "s1");
      String sent = PipelineFixture.text(forwardRequest);
      String plain = body(rest);
      int at = plain.indexOf(QUESTION);
      assertThat(sent).startsWith(plain.substring(0, at)).endsWith(plain.substring(at));
      String block = sent.substring(at, sent.length() - plain.substring(at).length());
      assertThat(block).contains("Recalled", "user: ", FACT).containsPattern("\\d+ \\w+ 20\\d\\d");
      assertThat(PipelineFixture.added(forwardRequest, "x-compresh-saved-tokens")).isEqualTo("0");
      assertThat(
              Integer.parseInt(
                  PipelineFixture.added(forwardRequest, "x-compresh-optimized-tokens")))
          .isGreaterThan(
              Integer.parseInt(
                  PipelineFixture.added(forwardRequest, "x-compresh-original-tokens")));
      assertThat(PipelineFixture.text(ask(pipelineFixture, rest, "s1"))).isEqualTo(sent);
    }
  }

  @Test
  void aTrimmedFact_isFoundAfterARestart() throws Exception {
    List<String> talk = talk(21);
    try (PipelineFixture pipelineFixture = storing(NONE, 1)) {
      ask(pipelineFixture, talk, "s1");
    }
    try (PipelineFixture pipelineFixture = storing(NONE, 1)) {
      assertThat(PipelineFixture.text(ask(pipelineFixture, trimmed(talk, 6), "s1"))).contains(FACT);
    }
  }

  @Test
  void anotherKeySessionOrMode_findsNothing() throws Exception {
    List<String> talk = talk(21);
    List<String> rest = trimmed(talk, 6);
    try (PipelineFixture pipelineFixture = storing(NONE, 1)) {
      ask(pipelineFixture, talk, "s1");
      assertThat(PipelineFixture.text(ask(pipelineFixture, rest, "s2"))).isEqualTo(body(rest));
      for (String mode : new String[] {"off", "lossless"}) {
        assertThat(PipelineFixture.text(ask(pipelineFixture, rest, "s1", "x-compresh-mode", mode)))
            .isEqualTo(body(rest));
      }
    }
    try (PipelineFixture pipelineFixture = storing(NONE, 2)) {
      assertThat(PipelineFixture.text(ask(pipelineFixture, rest, "s1"))).isEqualTo(body(rest));
    }
  }

  @Test
  void withoutStorage_notAByteIsOtherwise() throws Exception {
    List<String> talk = talk(121);
    List<String> rest = trimmed(talk, 90);
    List<String> without = new ArrayList<>();
    try (PipelineFixture pipelineFixture =
        PipelineFixture.PipelineSetup.plain()
            .layers(CHATS)
            .in(Files.createDirectory(folder.resolve("off")))) {
      without.add(PipelineFixture.text(ask(pipelineFixture, talk, "s1")));
      without.add(PipelineFixture.text(ask(pipelineFixture, rest, "s1")));
      long rows =
          pipelineFixture.database.<Long>read(
              handle ->
                  handle.createQuery("SELECT COUNT(*) FROM session_turn").mapTo(Long.class).one());
      assertThat(rows).isZero();
    }
    try (PipelineFixture pipelineFixture = storing(CHATS, 1)) {
      // With storage, too, nothing changes as long as nothing is trimmed.
      assertThat(PipelineFixture.text(ask(pipelineFixture, talk, "s1"))).isEqualTo(without.get(0));
      String recalled = PipelineFixture.text(ask(pipelineFixture, rest, "s1"));
      assertThat(without.get(1)).doesNotContain("Marigold");
      assertThat(recalled).contains("Marigold");
      int live = without.get(1).indexOf("\"content\":\"", without.get(1).length() - 9_000);
      assertThat(live).isPositive();
      assertThat(recalled).startsWith(without.get(1).substring(0, live));
    }
  }

  @Test
  void theStore_holdsNoPlainText() throws Exception {
    try (PipelineFixture pipelineFixture = storing(NONE, 1)) {
      ask(pipelineFixture, talk(21), "s1");
    }
    try (var files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
            .doesNotContain("is called Marigold");
      }
    }
  }

  @Test
  void aPromptThatEndsWithTheAssistant_isLeftAlone() throws Exception {
    try (PipelineFixture pipelineFixture = storing(NONE, 1)) {
      List<String> talk = talk(21);
      ask(pipelineFixture, talk, "s1");
      List<String> rest = trimmed(talk, 6);
      rest.add("Answer y: ends with the assistant.");
      assertThat(PipelineFixture.text(ask(pipelineFixture, rest, "s1"))).isEqualTo(body(rest));
    }
  }
}
