package dev.compresh.pipeline;

import static dev.compresh.pipeline.ThinkingClient.JSON;
import static dev.compresh.pipeline.ThinkingClient.blocks;
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
  private Fixture fixture;

  @BeforeEach
  void open() {
    fixture = fixture("a", EarlierTraffic.Served.RAW);
  }

  private Fixture fixture(String name, EarlierTraffic.Served served) {
    return Fixture.Setup.plain()
        .layers(ThinkingClient.LAYERS)
        .sent(new MemorySentLedger(InstantSource.system(), SentLimits.DEFAULT))
        .earlier(_ -> served)
        .in(folder.resolve(name));
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  /** Another instance that takes all earlier thinking for void. */
  private void voidThinking() {
    fixture.close();
    fixture = fixture("b", EarlierTraffic.Served.REWRITTEN);
  }

  private static ObjectNode json(String text) {
    return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
  }

  @Test
  void systemMessagesInBetween_areBoundAsOthers() {
    client.turns(7, fixture);
    client.history.add(json("{'role':'system','content':'Be brief.'}"));
    client.turns(2, fixture);
    client.history.add(
        json("{'role':'system','content':[{'type':'text','text':'Be very brief.'}]}"));
    client.turns(2, fixture);
    voidThinking();
    assertThat(blocks(client.turn(fixture))).isZero();
    assertThat(blocks(client.turn(fixture))).isEqualTo(1);
  }

  @Test
  void redactedThinking_isThinking() {
    client.turns(6, fixture);
    client.answer(
        json("{'type':'redacted_thinking','data':'abc'}"),
        json("{'type':'text','text':'Reading.'}"));
    assertThat(blocks(client.send(fixture).attempts().first().body())).isEqualTo(7);
    voidThinking();
    String sent = new String(client.send(fixture).attempts().first().body(), UTF_8);
    assertThat(sent).doesNotContain("redacted_thinking", "signature").contains("Reading.");
    JSON.readTree(sent);
  }

  @Test
  void aMessageOfNothingButThinking_keepsANote() {
    client.turns(2, fixture);
    client.history.add(
        json(
            "{'role':'assistant','content':[{'type':'thinking','thinking':'','signature':'a'} ,\n"
                + " {'type':'redacted_thinking','data':'b'}]}"));
    client.ask("Go on.");
    voidThinking();
    JsonNode sent = JSON.readTree(client.send(fixture).attempts().first().body());
    JsonNode note = sent.path("messages").get(5).path("content");
    assertThat(note).hasSize(1);
    assertThat(note.get(0).path("type").asString()).isEqualTo("text");
    assertThat(note.get(0).path("text").asString()).isNotBlank();
    // And so it stays.
    client.answer(vendor.think(client.send(fixture).attempts().first().body()));
    assertThat(blocks(client.turn(fixture))).isEqualTo(1);
  }

  @Test
  void severalBlocksInOneMessage_goTogether() {
    client.turns(2, fixture);
    client.answer(
        json("{'type':'thinking','thinking':'','signature':'x'}"),
        json("{'type':'text','text':'One.'}"),
        json("{'type':'thinking','thinking':'','signature':'y'}"),
        json("{'type':'text','text':'Two.'}"));
    voidThinking();
    byte[] sent = client.send(fixture).attempts().first().body();
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
    client.turns(7, fixture);
    client.history.add(json(message));
    client.ask("And now?");
    for (int i = 0; i < 2; i++) {
      Forward forward = client.send(fixture);
      Attempt first = forward.attempts().first();
      JSON.readTree(first.body());
      Attempt second =
          Objects.requireNonNull(
                  forward.attempts().after(first, ThinkingClient.refused("messages.15.content.0")))
              .attempt();
      assertThat(new String(second.body(), UTF_8)).contains("drop_block");
      JSON.readTree(second.body());
      forward.attempts().recorded(second, 200).toCompletableFuture().join();
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
    client.turns(7, fixture);
    String body = client.body().replace("\"model\":\"claude-opus-5-5\"", doubled);
    Forward forward = fixture.forwarded(ThinkingClient.PATH, body, "x-session-id", "s1");
    Attempt first = forward.attempts().first();
    forward.attempts().after(first, ThinkingClient.refused("messages.9.content.0"));
    forward.attempts().recorded(first, 200).toCompletableFuture().join();
    assertThat(client.turn(fixture)).isNotEmpty();
  }

  @Test
  void aBodyThatCanNotBeReadWhole_isTriedOnceMoreAsWell() {
    client.turns(7, fixture);
    String body =
        client.body().replaceFirst("\"role\":\"user\"", "\"role\":\"user\",\"role\":\"user\"");
    Forward forward = fixture.forwarded(ThinkingClient.PATH, body, "x-session-id", "s1");
    Attempt first = forward.attempts().first();
    assertThat(new String(first.body(), UTF_8)).isEqualTo(body);
    Attempt second =
        Objects.requireNonNull(
                forward.attempts().after(first, ThinkingClient.refused("messages.9.content.0")))
            .attempt();
    assertThat(new String(second.body(), UTF_8)).contains("drop_block");
    forward.attempts().recorded(second, 200).toCompletableFuture().join();
    client.turn(fixture);
  }

  @Test
  void noMessages_orNoneThatCanBeRead_areForwarded() {
    for (String messages : List.of("[]", "null", "{}", "7", "[7,null,[]]", "\"x\"")) {
      Forward forward =
          fixture.forwarded(
              ThinkingClient.PATH,
              "{\"model\":\"claude-opus-5-5\",\"messages\":" + messages + "}",
              "x-session-id",
              "s1");
      forward
          .attempts()
          .after(forward.attempts().first(), ThinkingClient.refused("messages.0.content.0"));
      forward.attempts().recorded(forward.attempts().first(), 200).toCompletableFuture().join();
    }
  }
}
