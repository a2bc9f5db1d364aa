package dev.compresh.sim.http;

import dev.compresh.sim.http.Delivery.End;
import dev.compresh.wire.Headers;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** One client's connection: request, reply, request, reply, until one side ends it. */
final class Connection implements Runnable {
  private final Socket socket;
  private final Handler handler;
  private final Recorder recorder;
  private final int maxBody;

  Connection(Socket socket, Handler handler, Recorder recorder, int maxBody) {
    this.socket = socket;
    this.handler = handler;
    this.recorder = recorder;
    this.maxBody = maxBody;
  }

  @Override
  public void run() {
    long number = recorder.connectionOpened();
    try (socket) {
      socket.setTcpNoDelay(true);
      ByteSource source = new ByteSource(socket);
      OutputStream out = socket.getOutputStream();
      RequestReader reader = new RequestReader(source, out, maxBody);
      try {
        Request request = reader.next();
        while (request != null && exchange(request, number, source, out)) {
          request = reader.next();
        }
      } catch (BadRequest e) {
        refuse(e, source, out);
        // closing with unread input would reset the connection and lose the answer
        socket.shutdownOutput();
        source.idle(Duration.ofMillis(200));
      }
    } catch (IOException e) {
      // the client left; nobody is there to be told
    } finally {
      recorder.connectionClosed();
    }
  }

  private boolean exchange(Request request, long number, ByteSource source, OutputStream out)
      throws IOException {
    CompletableFuture<Ending> ending = new CompletableFuture<>();
    recorder.add(new Recorded(request, number, System.nanoTime(), ending));
    Reply reply = handler.handle(request);
    Ending ended = new ReplyWriter(out, source, request, reply).write();
    if (reply.delivery().end() == End.RESET) {
      socket.setSoLinger(true, 0);
      socket.close();
    }
    ending.complete(ended);
    return ended.kind() == Ending.Kind.SENT
        && reply.delivery().end() == End.KEEP
        && request.keepAlive()
        && (request.http11() || !(reply.body() instanceof Reply.Events));
  }

  private static void refuse(BadRequest why, ByteSource source, OutputStream out) {
    byte[] text = (why.getMessage() + "\n").getBytes(StandardCharsets.UTF_8);
    Headers headers =
        Headers.of("content-type", "text/plain; charset=utf-8", "connection", "close");
    Request none = new Request("", "", true, Headers.NONE, new byte[0], new byte[0], null);
    new ReplyWriter(out, source, none, Reply.whole(why.status(), headers, text)).write();
  }
}
