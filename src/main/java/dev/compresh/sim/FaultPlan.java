package dev.compresh.sim;

import dev.compresh.sim.http.Delivery;
import dev.compresh.sim.http.Delivery.End;
import dev.compresh.sim.http.Reply;
import dev.compresh.wire.Header;
import dev.compresh.wire.Headers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** The faults of one request, laid over its answer in the order in which they were scripted. */
record FaultPlan(List<Fault> faults) {
  static final FaultPlan NONE = new FaultPlan(List.of());
  private static final int TRICKLE = 16;
  private static final byte[] GARBAGE = {0x16, 3, 1, 0, 42, 1, 0, 0, 38, 3, 3, (byte) 0xff, 13, 10};

  /** Characters of one large event, 0 for none. */
  int large() {
    int large = 0;
    for (Fault fault : faults) {
      large = fault instanceof Fault.BigEvent(int bytes) ? bytes : large;
    }
    return large;
  }

  /** What is answered in place of the provider's own answer; null where that stands. */
  @Nullable Reply instead(ProviderErrors provider, String requestId) {
    for (Fault fault : faults) {
      Reply reply =
          switch (fault) {
            case Fault.Status status -> status(status, provider, requestId);
            case Fault.Instead(var code, var headers, var body) -> Reply.whole(code, headers, body);
            case Fault.Verbatim(var bytes) -> Reply.raw(bytes);
            case Fault.Html(int code) -> html(code);
            case Fault.Garbage() -> Reply.raw(GARBAGE);
            case Fault.Silence() -> Reply.raw(new byte[0]).with(Delivery.PLAIN.withEnd(End.HOLD));
            default -> null;
          };
      if (reply != null) {
        return reply;
      }
    }
    return null;
  }

  private static Reply status(Fault.Status fault, ProviderErrors provider, String requestId) {
    int status = fault.status();
    String message = "simulated fault " + status;
    Reply reply =
        provider.reply(
            new Refusal(status, provider.typeOf(status), null, null, message), requestId);
    for (Header line : fault.headers()) {
      reply = reply.plus(line.name(), line.value());
    }
    return reply;
  }

  private static Reply html(int status) {
    String page =
        "<html>\r\n<head><title>"
            + status
            + "</title></head>\r\n<body>\r\n<center><h1>"
            + status
            + "</h1></center>\r\n</body>\r\n</html>\r\n";
    byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
    return Reply.whole(status, Headers.of("content-type", "text/html"), bytes);
  }

  /** The reply with the faults of its delivery. */
  Reply over(Reply reply) {
    Reply changed = reply;
    for (Fault fault : faults) {
      changed = over(changed, fault);
    }
    return changed;
  }

  private static Reply over(Reply reply, Fault fault) {
    Delivery delivery = reply.delivery();
    return switch (fault) {
      case Fault.Delay(var time) -> reply.with(delivery.withDelay(time));
      case Fault.HeadOnly() -> reply.with(delivery.withLimit(0, End.HOLD));
      case Fault.CutAfter(long bytes) -> reply.with(delivery.withLimit(bytes, End.CLOSE));
      case Fault.ResetAfter(long bytes) -> reply.with(delivery.withLimit(bytes, End.RESET));
      case Fault.StallAfter(long bytes) -> reply.with(delivery.withLimit(bytes, End.HOLD));
      case Fault.Slow(var pace) -> reply.with(trickle(reply).withPace(pace));
      case Fault.Split(int bytes) -> reply.with(delivery.withStep(bytes));
      case Fault.ShortLength(int bytes) -> reply.with(delivery.withSurplus(bytes, End.CLOSE));
      case Fault.CloseAfterResponse() -> reply.with(delivery.withEnd(End.CLOSE));
      case Fault.OddSse(var style) ->
          reply.body() instanceof Reply.Events(var events)
              ? reply.with(new Reply.Events(OddEvents.rewrite(events, style)))
              : reply;
      case Fault.Gzip() -> gzip(reply);
      default -> reply;
    };
  }

  /** A body that is not streamed has no events to pause between. */
  private static Delivery trickle(Reply reply) {
    Delivery delivery = reply.delivery();
    boolean whole = reply.body() instanceof Reply.Whole && delivery.step() == 0;
    return whole ? delivery.withStep(TRICKLE) : delivery;
  }

  private static Reply gzip(Reply reply) {
    return switch (reply.body()) {
      case Reply.Whole(var bytes) ->
          reply
              .with(new Reply.Whole(gzip(List.of(bytes)).getFirst()))
              .plus("content-encoding", "gzip");
      case Reply.Events(var events) ->
          reply.with(new Reply.Events(gzip(events))).plus("content-encoding", "gzip");
      case Reply.Raw raw -> reply;
    };
  }

  private static List<byte[]> gzip(List<byte[]> parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    List<byte[]> zipped = new ArrayList<>();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out, 8192, true)) {
      for (int i = 0; i < parts.size(); i++) {
        gzip.write(parts.get(i));
        if (i == parts.size() - 1) {
          gzip.finish();
        } else {
          gzip.flush();
        }
        zipped.add(out.toByteArray());
        out.reset();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return zipped;
  }
}
