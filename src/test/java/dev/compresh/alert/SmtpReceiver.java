package dev.compresh.alert;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** A mail server without encryption that keeps what it gets. */
final class SmtpReceiver implements AutoCloseable {
  private final ServerSocket socket;
  final List<String> messages = new CopyOnWriteArrayList<>();
  final List<String> commands = new CopyOnWriteArrayList<>();

  /** The answer to a recipient. */
  final AtomicReference<String> verdict = new AtomicReference<>("250 ok");

  SmtpReceiver() throws IOException {
    socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return socket.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = socket.accept();
        Thread.ofVirtual().start(() -> serve(client));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void serve(Socket client) {
    try (client;
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8))) {
      OutputStream out = client.getOutputStream();
      say(out, "220 test");
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        commands.add(line);
        String command = line.toUpperCase(Locale.ROOT);
        if (command.startsWith("EHLO")) {
          say(out, "250-test\r\n250 AUTH PLAIN");
        } else if (command.startsWith("AUTH")) {
          say(out, "235 ok");
        } else if (command.startsWith("RCPT")) {
          say(out, verdict.get());
        } else if (command.equals("DATA")) {
          say(out, "354 go");
          messages.add(data(in));
          say(out, "250 kept");
        } else if (command.equals("QUIT")) {
          say(out, "221 bye");
          return;
        } else {
          say(out, "250 ok");
        }
      }
    } catch (IOException e) {
      // the client left
    }
  }

  private static String data(BufferedReader in) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
      text.append(line).append('\n');
    }
    return text.toString();
  }

  private static void say(OutputStream out, String line) throws IOException {
    out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
