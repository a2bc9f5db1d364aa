package dev.compresh.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.await.EventualAssertion;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Where memory or descriptors run out, that is said, and the operator's port still answers. */
@Timeout(300)
final class SmallMachineTest {
  @TempDir Path folder;

  private static Socket connect(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(60_000);
    return socket;
  }

  private static String get(int port, String path) throws IOException {
    try (Socket socket = connect(port)) {
      String request = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String firstLine(Socket socket) throws IOException {
    StringBuilder line = new StringBuilder();
    InputStream in = socket.getInputStream();
    socket.setSoTimeout(100);
    try {
      for (int c = in.read(); c >= 0 && c != '\r'; c = in.read()) {
        line.append((char) c);
      }
    } catch (SocketTimeoutException e) {
      return "";
    }
    return line.toString();
  }

  @Test
  void outOfMemory_endsTheProgram_withALine() throws Exception {
    try (ForkedProgram program = new ForkedProgram(folder, 0, List.of("-Xmx20m"), Map.of())) {
      assertThat(program.exit()).isEqualTo(3);
      assertThat(program.output()).contains("The program is out of memory");
    }
  }

  @Test
  void whenDescriptorsRunOut_clientsAreRefused_andHealthAndMetricsAnswer() throws Exception {
    List<Socket> sockets = new ArrayList<>();
    try (ForkedProgram program =
        new ForkedProgram(folder, 320, List.of("-Xmx256m", "-XX:-MaxFDLimit"), Map.of())) {
      EventualAssertion.is(() -> program.ports().size() >= 2);
      int clients = program.ports().get(0);
      int admin = program.ports().get(1);
      int refused = 0;
      for (int i = 0; i < 400; i++) {
        Socket socket = connect(clients);
        sockets.add(socket);
        refused += i % 20 == 19 && firstLine(socket).contains("503") ? 1 : 0;
      }
      assertThat(refused).isGreaterThan(5);
      for (int i = 0; i < 20; i++) {
        assertThat(get(admin, "/health/ready")).startsWith("HTTP/1.1 200");
      }
      assertThat(get(admin, "/metrics")).contains("compresh_connections_refused ");
      assertThat(program.isAlive()).isTrue();
      for (Socket socket : sockets) {
        socket.close();
      }
      EventualAssertion.is(() -> get(clients, "/health").startsWith("HTTP/1.1 200"));
    }
  }
}
