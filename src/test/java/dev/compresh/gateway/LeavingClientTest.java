package dev.compresh.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.await.EventualAssertion;
import dev.compresh.dialect.Dialect;
import dev.compresh.dialect.Usage;
import dev.compresh.proxy.AnswerDelivery;
import dev.compresh.proxy.AnswerDelivery.DeliveryEnding;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A client that hangs up behind the last word is waited for, so that its usage is known. */
@SuppressWarnings("StringConcatToTextBlock") // line ends are what is tested
final class LeavingClientTest {
  private static final String STREAM =
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
  private static final String WORD = "data: {\"choices\":[{\"delta\":{\"content\":\"Hi\"}}]}\n\n";
  private static final String STOP = "data: {\"choices\":[{\"finish_reason\":\"stop\"}]}\n\n";
  private static final String USAGE =
      "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":300}}\n\n";
  private static final String DONE = "data: [DONE]\n\n";

  private final CountDownLatch left = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);

  /** Sends {@code before}, and {@code after} once the client has left. */
  private RawProvider provider(String before, String after) {
    return new RawProvider(
        connection -> {
          connection.readMessage();
          connection.send(before);
          left.await();
          connection.send(after);
          connection.readToEnd();
          ended.countDown();
        });
  }

  private static String chunk(String data) {
    return Integer.toHexString(data.getBytes(UTF_8).length) + "\r\n" + data + "\r\n";
  }

  /** Ends the client's side; the gateway has heard of it once it has ended its own. */
  private static void leave(RawConnection client) throws Exception {
    client.socket.shutdownOutput();
    client.readToEnd();
    client.close();
  }

  /** What is settled where the client leaves after {@code before}. */
  private AnswerDelivery left(Dialect dialect, String before, String after) throws Exception {
    try (RawProvider provider = provider(STREAM + chunk(before), after);
        GatewayFixture gateway = new GatewayFixture(provider.port())) {
      gateway.dialect = dialect;
      RawConnection client = gateway.connect().send(GatewayFixture.chat("{}"));
      client.readHead();
      assertThat(client.readChunk()).asString(UTF_8).isEqualTo(before);
      leave(client);
      left.countDown();
      AnswerDelivery answerDelivery = gateway.delivery();
      assertThat(answerDelivery.ending()).isEqualTo(DeliveryEnding.CLIENT_LEFT);
      assertThat(answerDelivery.bytes()).isEqualTo(before.getBytes(UTF_8).length);
      assertThat(ended.await(60, TimeUnit.SECONDS)).as("the provider's request ended").isTrue();
      assertThat(gateway.deliveries).isEmpty();
      assertThat(gateway.accesses.poll(60, TimeUnit.SECONDS)).isNotNull();
      EventualAssertion.is(() -> gateway.gateway.connections() == 0);
      return answerDelivery;
    }
  }

  @Test
  void chat_usageBehindTheFinishedChoice_isCharged() throws Exception {
    AnswerDelivery answerDelivery = left(Dialect.CHAT, WORD + STOP, chunk(USAGE) + chunk(DONE));
    assertThat(answerDelivery.usage()).isEqualTo(new Usage(7, 0, 0, 0, 300, 0));
  }

  @Test
  void responses_usageBehindTheLastPart_isCharged() throws Exception {
    AnswerDelivery answerDelivery =
        left(
            Dialect.RESPONSES,
            "data: {\"type\":\"response.output_text.delta\",\"delta\":\"Hi\"}\n\n"
                + "data: {\"type\":\"response.output_text.done\",\"text\":\"Hi\"}\n\n",
            chunk(
                "data: {\"type\":\"response.completed\",\"response\":{\"usage\":{"
                    + "\"input_tokens\":7,\"output_tokens\":300}}}\n\n"));
    assertThat(answerDelivery.usage()).isEqualTo(new Usage(7, 0, 0, 0, 300, 0));
  }

  @Test
  void messages_usageBehindTheLastBlock_isCharged() throws Exception {
    AnswerDelivery answerDelivery =
        left(
            Dialect.MESSAGES,
            "data: {\"type\":\"message_start\",\"message\":{\"usage\":{\"input_tokens\":7,"
                + "\"output_tokens\":1}}}\n\ndata: {\"type\":\"content_block_stop\"}\n\n",
            chunk("data: {\"type\":\"message_delta\",\"usage\":{\"output_tokens\":300}}\n\n"));
    assertThat(answerDelivery.usage()).isEqualTo(new Usage(7, 0, 0, 0, 300, 0));
    assertThat(answerDelivery.reading().doubts()).isEmpty();
  }

  private static final String BLOCK_ENDED =
      "data: {\"type\":\"message_start\",\"message\":{\"usage\":{\"input_tokens\":7,"
          + "\"output_tokens\":1}}}\n\ndata: {\"type\":\"content_block_stop\"}\n\n";

  @Test
  void messages_usageInTwoPieces_isReadToItsEnd() throws Exception {
    AnswerDelivery answerDelivery =
        left(
            Dialect.MESSAGES,
            BLOCK_ENDED,
            chunk("data: {\"type\":\"message_delta\",\"usage\":{\"input_tokens\":7,")
                + chunk("\"output_tokens\":300}}\n\n"));
    assertThat(answerDelivery.usage()).isEqualTo(new Usage(7, 0, 0, 0, 300, 0));
    assertThat(answerDelivery.reading().doubts()).isEmpty();
  }

  @Test
  void messages_callsOfToolsBehindTheTokens_areRead() throws Exception {
    AnswerDelivery answerDelivery =
        left(
            Dialect.MESSAGES,
            BLOCK_ENDED,
            chunk("data: {\"type\":\"message_delta\",\"usage\":{\"output_tokens\":300,")
                + chunk("\"server_tool_use\":{\"web_search_requests\":2}}}\n\n"));
    assertThat(answerDelivery.reading().usage()).isNotNull();
    assertThat(answerDelivery.reading().isRunAgain()).isTrue();
  }

  @Test
  void chat_totalBehindTheTokens_tellsOfHiddenReasoning() throws Exception {
    AnswerDelivery answerDelivery =
        left(
            Dialect.CHAT,
            WORD + STOP,
            chunk("data: {\"choices\":[],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":3,")
                + chunk("\"total_tokens\":310}}\n\n"));
    assertThat(answerDelivery.usage()).isEqualTo(new Usage(7, 0, 0, 0, 303, 300));
  }

  @Test
  void responses_detailsBehindTheTokens_areRead() throws Exception {
    AnswerDelivery answerDelivery =
        left(
            Dialect.RESPONSES,
            "data: {\"type\":\"response.output_text.done\",\"text\":\"Hi\"}\n\n",
            chunk(
                    "data: {\"type\":\"response.completed\",\"response\":{\"usage\":{"
                        + "\"input_tokens\":7,\"output_tokens\":300,")
                + chunk("\"output_tokens_details\":{\"reasoning_tokens\":290}}}}\n\n"));
    assertThat(answerDelivery.usage()).isEqualTo(new Usage(7, 0, 0, 0, 300, 290));
  }

  @Test
  void moreContent_endsTheWait() throws Exception {
    AnswerDelivery answerDelivery =
        left(
            Dialect.MESSAGES,
            "data: {\"type\":\"content_block_stop\"}\n\n",
            chunk("data: {\"type\":\"content_block_start\"}\n\n"));
    assertThat(answerDelivery.usage()).isNull();
    assertThat(answerDelivery.reading().contentEnded()).isFalse();
  }

  @Test
  void providerThatSendsNoUsage_isWaitedForNoLonger() throws Exception {
    AnswerDelivery answerDelivery = left(Dialect.CHAT, WORD + STOP, chunk(": wait\n\n"));
    assertThat(answerDelivery.usage()).isNull();
    assertThat(answerDelivery.reading().contentEnded()).isTrue();
  }

  @Test
  void providerThatEndsWithoutUsage_isSettledAtOnce() throws Exception {
    AnswerDelivery answerDelivery = left(Dialect.CHAT, WORD + STOP, chunk(DONE) + "0\r\n\r\n");
    assertThat(answerDelivery.usage()).isNull();
    assertThat(answerDelivery.reading().contentEnded()).isTrue();
  }

  @Test
  void providerThatFloods_isReadNoFurtherThanTheBound() throws Exception {
    String flood = chunk(": " + "x".repeat(60_000) + "\n\n");
    AnswerDelivery answerDelivery = left(Dialect.CHAT, WORD + STOP, flood.repeat(40));
    assertThat(answerDelivery.usage()).isNull();
  }

  @Test
  void jsonAnswer_isReadToItsUsage() throws Exception {
    String before = "{\"choices\":[{\"message\":{\"content\":\"Hi\"},\"finish_reason\":\"stop\"}],";
    String after = "\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":300}}";
    String head =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
            + (before.length() + after.length())
            + "\r\n\r\n";
    try (RawProvider provider = provider(head + before, after);
        GatewayFixture gateway = new GatewayFixture(provider.port())) {
      gateway.streamed = false;
      RawConnection client = gateway.connect().send(GatewayFixture.chat("{}"));
      client.readHead();
      leave(client);
      left.countDown();
      AnswerDelivery answerDelivery = gateway.delivery();
      assertThat(answerDelivery.ending()).isEqualTo(DeliveryEnding.CLIENT_LEFT);
      assertThat(answerDelivery.usage()).isEqualTo(new Usage(7, 0, 0, 0, 300, 0));
    }
  }

  @Test
  void shutDown_settlesWhatIsWaitedFor() throws Exception {
    try (RawProvider provider = provider(STREAM + chunk(WORD + STOP), "");
        GatewayFixture gateway = new GatewayFixture(provider.port())) {
      RawConnection client = gateway.connect().send(GatewayFixture.chat("{}"));
      client.readHead();
      client.readChunk();
      leave(client);
      gateway.gateway.close();
      assertThat(gateway.delivery().usage()).isNull();
      assertThat(gateway.deliveries).isEmpty();
    }
  }

  @Test
  void errors_areNotWaitedFor() throws Exception {
    String head = "HTTP/1.1 500 X\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n";
    try (RawProvider provider = provider(head + "{\"error\":{", "");
        GatewayFixture gateway = new GatewayFixture(provider.port())) {
      RawConnection client = gateway.connect().send(GatewayFixture.chat("{}"));
      client.readHead();
      leave(client);
      assertThat(gateway.delivery().status()).isEqualTo(500);
      left.countDown();
    }
  }
}
