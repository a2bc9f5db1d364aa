package dev.compresh.sim;

import dev.compresh.http.Header;
import dev.compresh.http.Headers;
import dev.compresh.sim.http.ReplyDelivery;
import dev.compresh.sim.http.ReplyDelivery.ConnectionEnd;
import dev.compresh.sim.http.SimReply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** The faults of one request, laid over its answer in the order in which they were scripted. */
record FaultPlan(List<InjectedFault> faults) {
  static final FaultPlan NONE = new FaultPlan(List.of());
  private static final int TRICKLE = 16;
  private static final byte[] GARBAGE = {0x16, 3, 1, 0, 42, 1, 0, 0, 38, 3, 3, (byte) 0xff, 13, 10};

  /** Characters of one large event, 0 for none. */
  int large() {
    int large = 0;
    for (InjectedFault injectedFault : faults) {
      large = injectedFault instanceof InjectedFault.BigEvent(int bytes) ? bytes : large;
    }
    return large;
  }

  /** Returns the answer in place of the provider's own; null where that is sent. */
  @Nullable SimReply instead(ProviderErrors provider, String requestId) {
    for (InjectedFault injectedFault : faults) {
      SimReply simReply =
          switch (injectedFault) {
            case InjectedFault.StatusFault statusFault -> status(statusFault, provider, requestId);
            case InjectedFault.ReplacedAnswer(var code, var headers, var body) ->
                SimReply.whole(code, headers, body);
            case InjectedFault.VerbatimFault(var bytes) -> SimReply.raw(bytes);
            case InjectedFault.HtmlFault(int code) -> html(code);
            case InjectedFault.GarbageFault() -> SimReply.raw(GARBAGE);
            case InjectedFault.SilenceFault() ->
                SimReply.raw(new byte[0]).replace(ReplyDelivery.PLAIN.withEnd(ConnectionEnd.HOLD));
            default -> null;
          };
      if (simReply != null) {
        return simReply;
      }
    }
    return null;
  }

  private static SimReply status(
      InjectedFault.StatusFault fault, ProviderErrors provider, String requestId) {
    int status = fault.status();
    String message = "simulated fault " + status;
    SimReply simReply =
        provider.reply(
            new SimulatedRefusal(status, provider.typeOf(status), null, null, message), requestId);
    for (Header line : fault.headers()) {
      simReply = simReply.plus(line.name(), line.value());
    }
    return simReply;
  }

  private static SimReply html(int status) {
    String page =
        "<html>\r\n<head><title>"
            + status
            + "</title></head>\r\n<body>\r\n<center><h1>"
            + status
            + "</h1></center>\r\n</body>\r\n</html>\r\n";
    byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
    return SimReply.whole(status, Headers.of("content-type", "text/html"), bytes);
  }

  /** The reply with the faults of its delivery. */
  SimReply applyTo(SimReply simReply) {
    SimReply changed = simReply;
    for (InjectedFault injectedFault : faults) {
      changed = applyTo(changed, injectedFault);
    }
    return changed;
  }

  private static SimReply applyTo(SimReply simReply, InjectedFault injectedFault) {
    ReplyDelivery replyDelivery = simReply.delivery();
    return switch (injectedFault) {
      case InjectedFault.DelayFault(var time) -> simReply.replace(replyDelivery.withDelay(time));
      case InjectedFault.HeadOnly() ->
          simReply.replace(replyDelivery.withLimit(0, ConnectionEnd.HOLD));
      case InjectedFault.CutAfter(long bytes) ->
          simReply.replace(replyDelivery.withLimit(bytes, ConnectionEnd.CLOSE));
      case InjectedFault.ResetAfter(long bytes) ->
          simReply.replace(replyDelivery.withLimit(bytes, ConnectionEnd.RESET));
      case InjectedFault.StallAfter(long bytes) ->
          simReply.replace(replyDelivery.withLimit(bytes, ConnectionEnd.HOLD));
      case InjectedFault.SlowFault(var pace) -> simReply.replace(trickle(simReply).withPace(pace));
      case InjectedFault.SplitFault(int bytes) -> simReply.replace(replyDelivery.withStep(bytes));
      case InjectedFault.ShortLength(int bytes) ->
          simReply.replace(replyDelivery.withSurplus(bytes, ConnectionEnd.CLOSE));
      case InjectedFault.CloseAfterResponse() ->
          simReply.replace(replyDelivery.withEnd(ConnectionEnd.CLOSE));
      case InjectedFault.OddSse(var eventStyle) ->
          simReply.body() instanceof SimReply.EventReply(var events)
              ? simReply.replace(new SimReply.EventReply(OddEvents.rewrite(events, eventStyle)))
              : simReply;
      case InjectedFault.GzipFault() -> gzip(simReply);
      default -> simReply;
    };
  }

  /** A body that is not streamed has no events to pause between. */
  private static ReplyDelivery trickle(SimReply simReply) {
    ReplyDelivery replyDelivery = simReply.delivery();
    boolean whole = simReply.body() instanceof SimReply.WholeReply && replyDelivery.step() == 0;
    return whole ? replyDelivery.withStep(TRICKLE) : replyDelivery;
  }

  private static SimReply gzip(SimReply simReply) {
    return switch (simReply.body()) {
      case SimReply.WholeReply(var bytes) ->
          simReply
              .replace(new SimReply.WholeReply(gzip(List.of(bytes)).getFirst()))
              .plus("content-encoding", "gzip");
      case SimReply.EventReply(var events) ->
          simReply.replace(new SimReply.EventReply(gzip(events))).plus("content-encoding", "gzip");
      case SimReply.RawReply rawReply -> simReply;
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
