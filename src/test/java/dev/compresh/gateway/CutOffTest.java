package dev.compresh.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compresh.dialect.Dialect;
import dev.compresh.proxy.AnswerDelivery.DeliveryEnding;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** An answer that breaks off never looks complete. */
@SuppressWarnings("StringConcatToTextBlock") // line ends are what is tested
final class CutOffTest {
  private static final String CHUNKED_HEAD =
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";

  private static final String CHUNKED = CHUNKED_HEAD + "9\r\ndata: 1\n\n\r\n";

  /** A provider that sends {@code bytes} and closes. */
  private static RawProvider sending(String bytes) {
    return new RawProvider(
        connection -> {
          connection.readMessage();
          connection.send(bytes);
        });
  }

  private static GatewayFixture before(RawProvider provider) {
    return new GatewayFixture(provider.port());
  }

  @Test
  void aChunkedStream_endsWithAnErrorEvent() throws Exception {
    try (RawProvider provider = sending(CHUNKED);
        GatewayFixture gateway = before(provider);
        RawConnection client = gateway.connect()) {
      String got = client.send(GatewayFixture.chat("{}")).readMessage().text();
      assertThat(got).startsWith("data: 1\n\ndata: {\"error\":{\"message\":").endsWith("}}\n\n");
      assertThat(got).contains("\"type\":\"engine_error\"").doesNotContain("[DONE]");
      assertThat(gateway.delivery().ending()).isEqualTo(DeliveryEnding.CUT_OFF);
      // The stream was ended in order: the connection serves on.
      client.send("GET /local HTTP/1.1\r\nHost: h\r\n\r\n");
      assertThat(client.readMessage().text()).isEqualTo("/local");
    }
  }

  @Test
  void aStreamInMidEvent_endsWithAnEventOfItsOwn() throws Exception {
    String bytes = CHUNKED + "b\r\ndata: {\"a\":\r\n";
    try (RawProvider provider = sending(bytes);
        GatewayFixture gateway = before(provider)) {
      gateway.dialect = Dialect.MESSAGES;
      String got = gateway.post("{}").text();
      assertThat(got).contains("data: {\"a\":\n\nevent: error\ndata: {\"type\":\"error\",");
    }
  }

  @Test
  void aStreamThatFallsSilent_endsWithATimeoutEvent() throws Exception {
    try (RawProvider provider =
            new RawProvider(
                connection -> {
                  connection.readMessage();
                  connection.send(CHUNKED);
                  connection.readToEnd();
                });
        GatewayFixture gateway = before(provider)) {
      gateway.limits = GatewayFixture.limits(60_000, 60_000, 100, 120_000);
      String got = gateway.post("{}").text();
      assertThat(got)
          .endsWith(
              "data: {\"error\":{\"message\":\"Upstream timeout\","
                  + "\"type\":\"engine_error\",\"code\":\"timeout\"}}\n\n");
      assertThat(gateway.delivery().ending()).isEqualTo(DeliveryEnding.TIMEOUT);
    }
  }

  @Test
  void aTricklingStream_meetsItsTotalLimit() throws Exception {
    try (RawProvider provider =
            new RawProvider(
                connection -> {
                  connection.readMessage();
                  connection.send(CHUNKED);
                  while (true) {
                    Thread.sleep(20);
                    connection.send("3\r\n:\n\n\r\n");
                  }
                });
        GatewayFixture gateway = before(provider)) {
      gateway.limits = GatewayFixture.limits(60_000, 60_000, 60_000, 2_000);
      assertThat(gateway.post("{}").text()).contains("Upstream timeout");
      assertThat(gateway.delivery().ending()).isEqualTo(DeliveryEnding.TIMEOUT);
    }
  }

  @Test
  void aStreamEndedByItsConnectionAlone_needsItsLastEvent() throws Exception {
    String head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n";
    try (RawProvider provider = sending(head + "data: {}\n\n");
        GatewayFixture gateway = before(provider)) {
      assertThat(gateway.post("{}").text()).startsWith("data: {}\n\ndata: {\"error\":");
    }
    try (RawProvider provider = sending(head + "data: {}\n\ndata: [DONE]\n\n");
        GatewayFixture gateway = before(provider)) {
      assertThat(gateway.post("{}").text()).isEqualTo("data: {}\n\ndata: [DONE]\n\n");
      assertThat(gateway.delivery().ending()).isEqualTo(DeliveryEnding.COMPLETE);
    }
  }

  @Test
  void aStreamClosedWithoutDone_isWholeOnceEveryChoiceHasFinished() throws Exception {
    String head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n";
    String first = "data: {\"choices\":[{\"index\":0,\"finish_reason\":\"stop\"}]}\n\n";
    String second = first.replace(":0", ":1");
    String begun = second.replace("\"stop\"", "null");
    for (String whole : new String[] {first, begun + first + second, first + ": bye\n\n"}) {
      try (RawProvider provider = sending(head + whole);
          GatewayFixture gateway = before(provider)) {
        assertThat(gateway.post("{}").text()).isEqualTo(whole);
        assertThat(gateway.delivery().ending()).isEqualTo(DeliveryEnding.COMPLETE);
      }
    }
    for (String cut : new String[] {begun + first, first + "data: {", CHUNKED_HEAD + first}) {
      boolean chunked = cut.startsWith(CHUNKED_HEAD);
      try (RawProvider provider = sending(chunked ? chunk(cut) : head + cut);
          GatewayFixture gateway = before(provider)) {
        assertThat(gateway.post("{}").text()).contains("data: {\"error\":");
        assertThat(gateway.delivery().ending()).isEqualTo(DeliveryEnding.CUT_OFF);
      }
    }
  }

  @Test
  void anErrorThatNamesAStreamsType_passesUnchanged() throws Exception {
    String head = "HTTP/1.1 429 Slow\r\nContent-Type: text/event-stream\r\n\r\n";
    for (String error : new String[] {"{\"error\":{}}", "data: {\"error\":{}}\n\n"}) {
      try (RawProvider provider = sending(head + error);
          GatewayFixture gateway = before(provider)) {
        gateway.stripUsage = true;
        SocketMessage got = gateway.post("{}");
        assertThat(got.text()).isEqualTo(error);
        assertThat(gateway.delivery().ending()).isEqualTo(DeliveryEnding.COMPLETE);
      }
    }
  }

  /** The head of {@code cut}, and its rest as a chunk that no last one follows. */
  private static String chunk(String cut) {
    String body = cut.substring(CHUNKED_HEAD.length());
    return CHUNKED_HEAD + Integer.toHexString(body.length()) + "\r\n" + body + "\r\n";
  }

  @Test
  void aShortLength_closesTheConnection() throws Exception {
    try (RawProvider provider = sending("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello");
        GatewayFixture gateway = before(provider);
        RawConnection client = gateway.connect()) {
      client.send(GatewayFixture.chat("{}"));
      assertThat(client.readHead()).contains("Content-Length: 10\r\n");
      assertThat(new String(client.readToEnd(), UTF_8)).isEqualTo("hello");
      assertThat(gateway.delivery().ending()).isEqualTo(DeliveryEnding.CUT_OFF);
    }
  }

  @Test
  void chunksThatAreNoEvents_endWithoutTheLastOne() throws Exception {
    try (RawProvider provider =
            sending("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n");
        GatewayFixture gateway = before(provider);
        RawConnection client = gateway.connect()) {
      gateway.dialect = null;
      gateway.streamed = false;
      client.send(GatewayFixture.chat("{}")).readHead();
      assertThat(client.readChunk()).asString().isEqualTo("{}");
      assertThatThrownBy(client::readChunk).isInstanceOf(IOException.class);
    }
  }

  @Test
  void chunksThatGoWrong_cutOff() throws Exception {
    try (RawProvider provider = sending(CHUNKED + "zz\r\n");
        GatewayFixture gateway = before(provider)) {
      assertThat(gateway.post("{}").text()).contains("engine_error");
    }
  }

  @Test
  void oldClients_seeAReset() throws Exception {
    try (RawProvider provider =
            sending("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n");
        GatewayFixture gateway = before(provider);
        RawConnection client = gateway.connect()) {
      gateway.dialect = null;
      gateway.streamed = false;
      client.send("GET /v1/x HTTP/1.0\r\n\r\n");
      assertThatThrownBy(
              () -> {
                client.readHead();
                while (client.read() >= 0) {}
              })
          .isInstanceOf(IOException.class);
    }
  }
}
