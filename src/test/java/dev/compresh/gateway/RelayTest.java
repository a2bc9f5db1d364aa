package dev.compresh.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RelayTest {
  @Test
  void answersPassWithTheirHeaders() throws Exception {
    try (RawProvider provider =
            new RawProvider(
                connection -> {
                  Message asked = connection.readMessage();
                  connection.send(
                      "HTTP/1.1 200 Fine\r\nContent-Length: 2\r\nX-B: 1\r\nx-b: 2\r\n\r\nok");
                  assertThat(asked.text()).isEqualTo("{\"a\":1}");
                  connection.readMessage();
                });
        GatewayFixture gateway = new GatewayFixture(provider.port())) {
      Message answer = gateway.post("{\"a\":1}");
      assertThat(answer.firstLine()).isEqualTo("HTTP/1.1 200 Fine");
      assertThat(answer.headers("x-b")).containsExactly("1", "2");
      assertThat(answer.text()).isEqualTo("ok");
      assertThat(gateway.delivery().bytes()).isEqualTo(2);
      assertThat(gateway.accesses.take().status()).isEqualTo(200);
    }
  }
}
