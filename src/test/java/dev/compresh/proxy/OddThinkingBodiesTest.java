package dev.compresh.proxy;

import static dev.compresh.proxy.ThinkingClient.JSON;
import static dev.compresh.proxy.ThinkingClient.blocks;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.session.sent.MemorySentLedger;
import dev.compresh.session.sent.SentLimits;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Whatever a conversation with thinking looks like, it is forwarded, and as valid JSON. */
class OddThinkingBodiesTest {
  @TempDir Path folder;
  private final BindingProvider vendor = new BindingProvider();
  private final ThinkingClient client = new ThinkingClient(vendor);
  private PipelineFixture pipelineFixture;

  @BeforeEach
  void open() {
    pipelineFixture = fixture("a", EarlierTraffic.ServedState.RAW);
  }

  private PipelineFixture fixture(String name, EarlierTraffic.ServedState servedState) {
    return PipelineFixture.PipelineSetup.plain()
        .layers(ThinkingClient.LAYERS)
        .sent(new MemorySentLedger(InstantSource.system(), SentLimits.DEFAULT))
        .earlier(_ -> servedState)
        .in(folder.resolve(name));
  }

  @AfterEach
  void close() {
    pipelineFixture.close();
  }

  /** Another instance that takes all earlier thinking for void. */
  private void voidThinking() {
    pipelineFixture.close();
    pipelineFixture = fixture("b", EarlierTraffic.ServedState.REWRITTEN);
  }

  private static ObjectNode json(String text) {
    return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
  }

  @Test
  void systemMessagesInBetween_areBoundAsOthers() {
    client.turns(7, pipelineFixture);
    client.history.add(json("{'role':'system','content':'Be brief.'}"));
    client.turns(2, pipelineFixture);
    client.history.add(
        json("{'role':'system','content':[{'type':'text','text':'Be very brief.'}]}"));
    client.turns(2, pipelineFixture);
    voidThinking();
    assertThat(blocks(client.turn(pipelineFixture))).isZero();
    assertThat(blocks(client.turn(pipelineFixture))).isEqualTo(1);
  }

  @Test
  void redactedThinking_isThinking() {
    client.turns(6, pipelineFixture);
    client.answer(
        json("{'type':'redacted_thinking','data':'abc'}"),
        json("{'type':'text','text':'Reading.'}"));
    assertThat(blocks(client.send(pipelineFixture).attempts().first().body())).isEqualTo(7);
    voidThinking();
    String sent = new String(client.send(pipelineFixture).attempts().first().body(), UTF_8);
    assertThat(sent).doesNotContain("redacted_thinking", "signature").contains("Reading.");
    JSON.readTree(sent);
  }

  @Test
  void aMessageOfNothingButThinking_keepsANote() {
    client.turns(2, pipelineFixture);
    client.history.add(
        json(
            "{'role':'assistant','content':[{'type':'thinking','thinking':'','signature':'a'} ,\n"
                + " {'type':'redacted_thinking','data':'b'}]}"));
    client.ask("Go on.");
    voidThinking();
    JsonNode sent = JSON.readTree(client.send(pipelineFixture).attempts().first().body());
    JsonNode note = sent.path("messages").get(5).path("content");
    assertThat(note).hasSize(1);
    assertThat(note.get(0).path("type").asString()).isEqualTo("text");
    assertThat(note.get(0).path("text").asString()).isNotBlank();
    // And so it stays.
    client.answer(vendor.think(client.send(pipelineFixture).attempts().first().body()));
    assertThat(blocks(client.turn(pipelineFixture))).isEqualTo(1);
  }

  @Test
  void severalBlocksInOneMessage_goTogether() {
    client.turns(2, pipelineFixture);
    client.answer(
        json("{'type':'thinking','thinking':'','signature':'x'}"),
        json("{'type':'text','text':'One.'}"),
        json("{'type':'thinking','thinking':'','signature':'y'}"),
        json("{'type':'text','text':'Two.'}"));
    voidThinking();
    byte[] sent = client.send(pipelineFixture).attempts().first().body();
    assertThat(blocks(sent)).isZero();
    JsonNode content = JSON.readTree(sent).path("messages").get(5).path("content");
    assertThat(content).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'role':'assistant','content':[]}",
        "{'role':'assistant','content':''}",
        "{'role':'assistant'}",
        "{'role':'assistant','content':null}",
        "{'role':'assistant','content':[{}]}",
        "{'role':'assistant','content':[{'type':'thinking'}]}",
        "{'role':'assistant','content':[{'type':'thinking','thinking':7,'signature':[]}]}",
        "{'role':'user','content':[{'type':'thinking','thinking':'','signature':'u'}]}",
        "{'role':'user','content':[]}",
        "{'role':'user','content':[{'type':'tool_result','tool_use_id':'?','content':[]}]}",
        "{'role':'nobody','content':'x'}",
        "{}",
      })
  void oddMessages_areForwarded(String message) {
    client.turns(7, pipelineFixture);
    client.history.add(json(message));
    client.ask("And now?");
    for (int i = 0; i < 2; i++) {
      ForwardRequest forwardRequest = client.send(pipelineFixture);
      ProviderAttempt first = forwardRequest.attempts().first();
      JSON.readTree(first.body());
      ProviderAttempt second =
          Objects.requireNonNull(
                  forwardRequest
                      .attempts()
                      .next(first, ThinkingClient.refused("messages.15.content.0")))
              .attempt();
      assertThat(new String(second.body(), UTF_8)).contains("drop_block");
      JSON.readTree(second.body());
      forwardRequest.attempts().recorded(second, 200).toCompletableFuture().join();
      client.answer(
          vendor.think(vendor.dropped(json("{'messages':[]}").toString().getBytes(UTF_8))));
      if (i == 0) {
        voidThinking();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"model\":\"claude-opus-5-5\",\"model\":\"claude-opus-5-5\"",
        "\"model\":\"claude-opus-5-5\",\"messages\":[]",
        "\"model\":\"claude-opus-5-5\",\"thinking\":{},\"thinking\":null",
      })
  void doubledKeys_areForwardedAsTheyAre_withTheNet(String doubled) {
    client.turns(7, pipelineFixture);
    String body = client.body().replace("\"model\":\"claude-opus-5-5\"", doubled);
    ForwardRequest forwardRequest =
        pipelineFixture.forwarded(ThinkingClient.PATH, body, "x-session-id", "s1");
    ProviderAttempt first = forwardRequest.attempts().first();
    forwardRequest.attempts().next(first, ThinkingClient.refused("messages.9.content.0"));
    forwardRequest.attempts().recorded(first, 200).toCompletableFuture().join();
    assertThat(client.turn(pipelineFixture)).isNotEmpty();
  }

  @Test
  void aBodyThatCanNotBeReadWhole_isTriedOnceMoreAsWell() {
    client.turns(7, pipelineFixture);
    String body =
        client.body().replaceFirst("\"role\":\"user\"", "\"role\":\"user\",\"role\":\"user\"");
    ForwardRequest forwardRequest =
        pipelineFixture.forwarded(ThinkingClient.PATH, body, "x-session-id", "s1");
    ProviderAttempt first = forwardRequest.attempts().first();
    assertThat(new String(first.body(), UTF_8)).isEqualTo(body);
    ProviderAttempt second =
        Objects.requireNonNull(
                forwardRequest
                    .attempts()
                    .next(first, ThinkingClient.refused("messages.9.content.0")))
            .attempt();
    assertThat(new String(second.body(), UTF_8)).contains("drop_block");
    forwardRequest.attempts().recorded(second, 200).toCompletableFuture().join();
    client.turn(pipelineFixture);
  }

  @Test
  void noMessages_orNoneThatCanBeRead_areForwarded() {
    for (String messages : List.of("[]", "null", "{}", "7", "[7,null,[]]", "\"x\"")) {
      ForwardRequest forwardRequest =
          pipelineFixture.forwarded(
              ThinkingClient.PATH,
              "{\"model\":\"claude-opus-5-5\",\"messages\":" + messages + "}",
              "x-session-id",
              "s1");
      forwardRequest
          .attempts()
          .next(forwardRequest.attempts().first(), ThinkingClient.refused("messages.0.content.0"));
      forwardRequest
          .attempts()
          .recorded(forwardRequest.attempts().first(), 200)
          .toCompletableFuture()
          .join();
    }
  }
}
