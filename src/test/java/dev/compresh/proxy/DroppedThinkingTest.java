package dev.compresh.proxy;

import static dev.compresh.proxy.ThinkingClient.blocks;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.await.EventualAssertion;
import dev.compresh.dialect.InputTransformation;
import dev.compresh.session.sent.MemorySentLedger;
import dev.compresh.session.sent.SentLimits;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/** What a provider says it dropped is left out from then on, where that is due to Compresh. */
class DroppedThinkingTest {
  private static final String PREFIX = "prefix_binding_mismatch";
  private static final String WISH =
      "{'type':'adaptive','block_binding':{'prefix_mismatch_behavior':'drop_block'}}";

  @TempDir Path folder;
  private final BindingProvider vendor = new BindingProvider();
  private final ThinkingClient client = new ThinkingClient(vendor).thinking(WISH);
  private PipelineFixture pipelineFixture;

  @BeforeEach
  void open() {
    pipelineFixture = fixture("a");
  }

  @AfterEach
  void close() {
    pipelineFixture.close();
  }

  private PipelineFixture fixture(String name) {
    return PipelineFixture.PipelineSetup.plain()
        .layers(ThinkingClient.LAYERS)
        .sent(new MemorySentLedger(InstantSource.system(), SentLimits.DEFAULT))
        .in(folder.resolve(name));
  }

  private void lose() {
    pipelineFixture.close();
    pipelineFixture = fixture("b");
  }

  private static InputTransformation dropped(String path, String reason) {
    return new InputTransformation("thinking_dropped", path, reason);
  }

  private static void settle(ForwardRequest forwardRequest, List<InputTransformation> said) {
    forwardRequest
        .settlement()
        .settle(
            PipelineFixture.delivered(AnswerDelivery.DeliveryEnding.COMPLETE, null)
                .withInputTransformations(said));
  }

  private static void settle(ForwardRequest forwardRequest, InputTransformation... said) {
    settle(forwardRequest, List.of(said));
  }

  /** Sends it to a vendor that drops what does not fit, and says so. */
  private byte[] turn() {
    ForwardRequest forwardRequest = client.send(pipelineFixture);
    ProviderAttempt providerAttempt = forwardRequest.attempts().first();
    forwardRequest.attempts().recorded(providerAttempt, 200).toCompletableFuture().join();
    List<InputTransformation> said = new ArrayList<>();
    vendor.mismatches(providerAttempt.body()).forEach(path -> said.add(dropped(path, PREFIX)));
    client.answer(vendor.think(vendor.dropped(providerAttempt.body())));
    settle(forwardRequest, said);
    return providerAttempt.body();
  }

  private int blocksNow() {
    return blocks(client.send(pipelineFixture).attempts().first().body());
  }

  @Test
  void whatWasDroppedForWhatWasEdited_isLeftOut_andWhatIsNewStays() throws Exception {
    for (int i = 0; i < 7; i++) {
      turn();
    }
    lose();
    // What went out compressed goes out raw, but for the last result.
    assertThat(vendor.mismatches(turn())).first().isEqualTo("messages.3.content.0");
    EventualAssertion.holds(() -> assertThat(blocksNow()).isEqualTo(1));
    for (int i = 0; i < 3; i++) {
      assertThat(vendor.mismatches(turn())).isEmpty();
    }
    assertThat(blocksNow()).isEqualTo(4);
  }

  @Test
  void whereSomethingWasEditedBefore_theBlocksGo() throws Exception {
    client.turns(8, pipelineFixture);
    ForwardRequest forwardRequest = client.send(pipelineFixture);
    ProviderAttempt providerAttempt = forwardRequest.attempts().first();
    forwardRequest.attempts().recorded(providerAttempt, 200).toCompletableFuture().join();
    client.answer(vendor.think(providerAttempt.body()));
    settle(
        forwardRequest,
        dropped("no path", PREFIX),
        dropped("messages.15.content.0", PREFIX),
        dropped("messages.13.content.0", PREFIX),
        dropped("no path", PREFIX));
    // Of nine the last three: whether the ninth was made with the two before it is not known.
    EventualAssertion.holds(() -> assertThat(blocksNow()).isEqualTo(6));
    String next = new String(client.send(pipelineFixture).attempts().first().body(), UTF_8);
    assertThat(next).contains("\"sig5\"").doesNotContain("\"sig6\"", "\"sig7\"", "\"sig8\"");
  }

  @Test
  void whereNothingWasEdited_theBlocksStay() {
    client.turns(8, pipelineFixture, "x-compresh-mode", "off");
    ForwardRequest forwardRequest = client.send(pipelineFixture, "x-compresh-mode", "off");
    settle(forwardRequest, dropped("messages.3.content.0", PREFIX));
    assertThat(blocksNow()).isEqualTo(8);
    assertThat(pipelineFixture.metrics.text())
        .contains("compresh_thinking_dropped_blocks_total{reason=\"prefix\"} 1.0");
  }

  /**
   * Why they do not fit is not known; they are of no use, and all later ones would go with them.
   */
  @Test
  void whereOnlyLaterMessagesWereEdited_theBlocksGoAsWell() throws Exception {
    client.turns(8, pipelineFixture);
    ForwardRequest forwardRequest = client.send(pipelineFixture);
    settle(forwardRequest, dropped("messages.3.content.0", PREFIX));
    EventualAssertion.holds(() -> assertThat(blocksNow()).isEqualTo(1));
  }

  @ParameterizedTest
  @CsvSource({
    "model_binding_mismatch,model",
    "organization_binding_mismatch,organization",
    "end_user_binding_mismatch,end_user",
    "something new,other",
    "'',other",
  })
  void otherReasons_areCounted_andNothingElse(String reason, String label) {
    client.turns(8, pipelineFixture);
    ForwardRequest forwardRequest = client.send(pipelineFixture);
    settle(
        forwardRequest,
        dropped("messages.1.content.0", reason),
        dropped("messages.3.content.0", reason),
        new InputTransformation("thinking_mismatch_allowed", "messages.13.content.0", PREFIX));
    assertThat(pipelineFixture.metrics.text())
        .contains("compresh_thinking_dropped_blocks_total{reason=\"" + label + "\"} 2.0");
    assertThat(blocksNow()).isEqualTo(8);
  }

  @Test
  void absurdPaths_doNoHarm() {
    client.turns(8, pipelineFixture);
    for (String path : List.of("", "messages.", "messages.99999.content.0", "messages.x")) {
      settle(client.send(pipelineFixture), dropped(path, PREFIX));
    }
    assertThat(blocksNow()).isEqualTo(8);
  }

  @Test
  void aClientThatChangesItsOwnHistory_isLeftAlone() {
    for (int i = 0; i < 3; i++) {
      turn();
      // Too short to be compressed: what goes out is the client's own.
      ((ObjectNode) client.history.getLast().path("content").get(0)).put("content", "done");
    }
    client.history.get(0).put("content", "Something else.");
    byte[] body = turn();
    assertThat(vendor.mismatches(body)).isNotEmpty();
    assertThat(blocksNow()).isEqualTo(4);
  }
}
