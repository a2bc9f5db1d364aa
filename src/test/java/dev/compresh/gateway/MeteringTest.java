package dev.compresh.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.dialect.Dialect;
import dev.compresh.dialect.InputTransformation;
import dev.compresh.dialect.Usage;
import dev.compresh.proxy.AnswerDelivery;
import dev.compresh.proxy.AnswerDelivery.DeliveryEnding;
import org.junit.jupiter.api.Test;

/** What a settlement and the access log learn of an answer on its way. */
@SuppressWarnings("StringConcatToTextBlock") // line ends are what is tested
final class MeteringTest {
  private static final String TEXT =
      "data: {\"choices\":[{\"delta\":{\"content\":\"Hello"
          + " there\"},\"finish_reason\":\"stop\"}]}\n\n";
  private static final String USAGE =
      "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":3}}\n\n";
  private static final String DONE = "data: [DONE]\n\n";

  private static RawProvider streaming(String framing, String body) {
    return new RawProvider(
        connection -> {
          connection.readMessage();
          connection.send(
              "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n" + framing + "\r\n" + body);
          connection.readToEnd();
        });
  }

  private static RawProvider chunked(String events) {
    String size = Integer.toHexString(events.getBytes(UTF_8).length);
    String body = size + "\r\n" + events + "\r\n0\r\n\r\n";
    return streaming("Transfer-Encoding: chunked\r\n", body);
  }

  private static RawProvider sized(String events) {
    return streaming("Content-Length: " + events.length() + "\r\n", events);
  }

  @Test
  void usage_isSettled() throws Exception {
    try (RawProvider provider = chunked(TEXT + USAGE + DONE);
        GatewayFixture gateway = new GatewayFixture(provider.port())) {
      assertThat(gateway.post("{}").text()).isEqualTo(TEXT + USAGE + DONE);
      AnswerDelivery answerDelivery = gateway.delivery();
      assertThat(answerDelivery.ending()).isEqualTo(DeliveryEnding.COMPLETE);
      assertThat(answerDelivery.usage()).isEqualTo(new Usage(7, 0, 0, 0, 3, 0));
      assertThat(answerDelivery.bytes()).isEqualTo((TEXT + USAGE + DONE).length());
      assertThat(answerDelivery.firstByteNanos())
          .isPositive()
          .isLessThan(answerDelivery.totalNanos());
      AccessRecord accessRecord = gateway.accesses.take();
      assertThat(accessRecord.overheadNanos())
          .isPositive()
          .isLessThan(accessRecord.firstByteNanos());
      assertThat(accessRecord.provider()).isEqualTo("test");
    }
  }

  @Test
  void usageThatCompreshAskedFor_isTakenOut() throws Exception {
    try (RawProvider provider = chunked(TEXT + USAGE + DONE);
        GatewayFixture gateway = new GatewayFixture(provider.port())) {
      gateway.stripUsage = true;
      assertThat(gateway.post("{}").text()).isEqualTo(TEXT + DONE);
      assertThat(gateway.delivery().usage()).isEqualTo(new Usage(7, 0, 0, 0, 3, 0));
    }
  }

  @Test
  void whatTheProviderDroppedOfTheInput_isSettled() throws Exception {
    String start =
        "data: {\"type\":\"message_start\",\"message\":{\"input_transformations\":[{\"type\":"
            + "\"thinking_dropped\",\"path\":\"messages.1.content.0\",\"reason\":\"r\"}]}}\n\n";
    String events = start + "data: {\"type\":\"message_stop\"}\n\n";
    try (RawProvider provider = chunked(events);
        GatewayFixture gateway = new GatewayFixture(provider.port())) {
      gateway.dialect = Dialect.MESSAGES;
      assertThat(gateway.post("{}").text()).isEqualTo(events);
      assertThat(gateway.delivery().inputTransformations())
          .containsExactly(
              new InputTransformation("thinking_dropped", "messages.1.content.0", "r"));
    }
    try (RawProvider provider = chunked(TEXT + DONE);
        GatewayFixture gateway = new GatewayFixture(provider.port())) {
      gateway.post("{}");
      assertThat(gateway.delivery().inputTransformations()).isEmpty();
    }
  }

  /** A length that was declared would no longer be true. */
  @Test
  void aStreamWithALength_isChunkedWhereItMayShrink() throws Exception {
    try (RawProvider provider = sized(TEXT + USAGE + DONE);
        GatewayFixture gateway = new GatewayFixture(provider.port())) {
      gateway.stripUsage = true;
      SocketMessage got = gateway.post("{}");
      assertThat(got.header("content-length")).isNull();
      assertThat(got.text()).isEqualTo(TEXT + DONE);
    }
  }

  @Test
  void aStreamLabelledAsJson_isMeteredAndFiltered() throws Exception {
    String body = TEXT + USAGE + DONE;
    for (String framing : new String[] {"Content-Length: " + body.length() + "\r\n", ""}) {
      try (RawProvider provider = labelled("application/json", framing, body);
          GatewayFixture gateway = new GatewayFixture(provider.port())) {
        gateway.stripUsage = true;
        assertThat(gateway.post("{}").text()).isEqualTo(TEXT + DONE);
        assertThat(gateway.delivery().usage()).isEqualTo(new Usage(7, 0, 0, 0, 3, 0));
      }
    }
  }

  @Test
  void jsonInPlaceOfAStream_passesAsItIs() throws Exception {
    String body =
        "{\"choices\":[{\"message\":{\"content\":\"Hi\"}}],\"usage\":{\"prompt_tokens\":7,"
            + "\"completion_tokens\":3}}";
    String framing = "Content-Length: " + body.length() + "\r\n";
    for (String type : new String[] {"application/json", "text/event-stream"}) {
      try (RawProvider provider = labelled(type, framing, body);
          GatewayFixture gateway = new GatewayFixture(provider.port())) {
        gateway.stripUsage = true;
        assertThat(gateway.post("{}").text()).isEqualTo(body);
        assertThat(gateway.delivery().usage()).isEqualTo(new Usage(7, 0, 0, 0, 3, 0));
      }
    }
  }

  private static RawProvider labelled(String type, String framing, String body) {
    return new RawProvider(
        connection -> {
          connection.readMessage();
          connection.send(
              "HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\n" + framing + "\r\n" + body);
          if (!framing.isEmpty()) {
            connection.readToEnd();
          }
        });
  }

  @Test
  void whatWasDeliveredBeforeTheClientLeft_isEstimated() throws Exception {
    String size = Integer.toHexString(TEXT.length());
    try (RawProvider provider =
            streaming("Transfer-Encoding: chunked\r\n", size + "\r\n" + TEXT + "\r\n");
        GatewayFixture gateway = new GatewayFixture(provider.port())) {
      RawConnection client = gateway.connect().send(GatewayFixture.chat("{}"));
      client.readHead();
      client.readChunk();
      client.close();
      AnswerDelivery answerDelivery = gateway.delivery();
      assertThat(answerDelivery.ending()).isEqualTo(DeliveryEnding.CLIENT_LEFT);
      assertThat(answerDelivery.usage()).isNull();
      assertThat(answerDelivery.estimatedOutput()).isPositive();
      assertThat(gateway.deliveries).isEmpty();
    }
  }
}
