package dev.compresh.sim.http;

import dev.compresh.http.Headers;
import dev.compresh.sim.http.ReplyDelivery.ConnectionEnd;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** One client's connection: request, reply, request, reply, until one side ends it. */
final class SimConnection implements Runnable {
  private final Socket socket;
  private final SimHandler simHandler;
  private final RequestRecorder requestRecorder;
  private final int maxBody;

  SimConnection(
      Socket socket, SimHandler simHandler, RequestRecorder requestRecorder, int maxBody) {
    this.socket = socket;
    this.simHandler = simHandler;
    this.requestRecorder = requestRecorder;
    this.maxBody = maxBody;
  }

  @Override
  public void run() {
    long number = requestRecorder.connectionOpened();
    try (socket) {
      socket.setTcpNoDelay(true);
      ByteSource source = new ByteSource(socket);
      OutputStream out = socket.getOutputStream();
      SimRequestReader reader = new SimRequestReader(source, out, maxBody);
      try {
        SimRequest simRequest = reader.next();
        while (simRequest != null && exchange(simRequest, number, source, out)) {
          simRequest = reader.next();
        }
      } catch (BadRequest e) {
        refuse(e, source, out);
        // closing with unread input would reset the connection and lose the answer
        socket.shutdownOutput();
        source.idle(Duration.ofMillis(200));
      }
    } catch (IOException e) {
      // the client left; nobody is there to notify
    } finally {
      requestRecorder.connectionClosed();
    }
  }

  private boolean exchange(SimRequest simRequest, long number, ByteSource source, OutputStream out)
      throws IOException {
    CompletableFuture<ExchangeEnding> ending = new CompletableFuture<>();
    requestRecorder.add(new RecordedRequest(simRequest, number, System.nanoTime(), ending));
    SimReply simReply = simHandler.handle(simRequest);
    ExchangeEnding ended = new ReplyWriter(out, source, simRequest, simReply).write();
    if (simReply.delivery().end() == ConnectionEnd.RESET) {
      socket.setSoLinger(true, 0);
      socket.close();
    }
    ending.complete(ended);
    return ended.kind() == ExchangeEnding.EndingKind.SENT
        && simReply.delivery().end() == ConnectionEnd.KEEP
        && simRequest.keepAlive()
        && (simRequest.http11() || !(simReply.body() instanceof SimReply.EventReply));
  }

  private static void refuse(BadRequest why, ByteSource source, OutputStream out) {
    byte[] text = (why.getMessage() + "\n").getBytes(StandardCharsets.UTF_8);
    Headers headers =
        Headers.of("content-type", "text/plain; charset=utf-8", "connection", "close");
    SimRequest none = new SimRequest("", "", true, Headers.NONE, new byte[0], new byte[0], null);
    new ReplyWriter(out, source, none, SimReply.whole(why.status(), headers, text)).write();
  }
}
