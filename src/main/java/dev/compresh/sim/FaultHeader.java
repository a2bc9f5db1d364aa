package dev.compresh.sim;

import dev.compresh.wire.Headers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Faults that a request chooses for itself, {@code x-sim-fault: status=429; retry-after=3;
 * split=1}. Times end in {@code ms} or {@code s}, sizes may end in {@code KB} or {@code MB}.
 */
public final class FaultHeader {
  public static final String NAME = "x-sim-fault";

  private FaultHeader() {}

  /**
   * The faults that a header's value names.
   *
   * @throws IllegalArgumentException where it names none that there is
   */
  public static List<Fault> parse(String value) {
    List<Fault> faults = new ArrayList<>();
    for (String term : value.split(";", -1)) {
      int equals = term.indexOf('=');
      String name = (equals < 0 ? term : term.substring(0, equals)).strip();
      String argument = equals < 0 ? "" : term.substring(equals + 1).strip();
      if (name.equals("retry-after")) {
        if (faults.isEmpty() || !(faults.removeLast() instanceof Fault.Status(int status, var h))) {
          throw new IllegalArgumentException("retry-after goes with a status before it");
        }
        faults.add(new Fault.Status(status, Headers.of("retry-after", argument)));
      } else if (!name.isEmpty()) {
        faults.add(fault(name.toLowerCase(Locale.ROOT), argument));
      }
    }
    return faults;
  }

  private static Fault fault(String name, String argument) {
    return switch (name) {
      case "status" -> new Fault.Status(size(argument));
      case "delay" -> new Fault.Delay(time(argument));
      case "cut-after" -> new Fault.CutAfter(size(argument));
      case "reset-after" -> new Fault.ResetAfter(size(argument));
      case "stall-after" -> new Fault.StallAfter(size(argument));
      case "odd-sse" -> new Fault.OddSse(Fault.Style.valueOf(argument.toUpperCase(Locale.ROOT)));
      // by the time a header is read the connection has long been accepted
      case "silence", "never-accept" -> new Fault.Silence();
      case "garbage" -> new Fault.Garbage();
      case "slow" -> new Fault.Slow(time(argument));
      case "split" -> new Fault.Split(argument.isEmpty() ? 1 : size(argument));
      case "short-length" -> new Fault.ShortLength(argument.isEmpty() ? 10 : size(argument));
      case "long-body" -> new Fault.ShortLength(-(argument.isEmpty() ? 10 : size(argument)));
      case "html" -> new Fault.Html(argument.isEmpty() ? 502 : size(argument));
      case "big-event" -> new Fault.BigEvent(size(argument));
      case "close-after-response" -> new Fault.CloseAfterResponse();
      case "gzip" -> new Fault.Gzip();
      case "head-only" -> new Fault.HeadOnly();
      default -> throw new IllegalArgumentException("no fault is called " + name);
    };
  }

  private static Duration time(String text) {
    if (text.endsWith("ms")) {
      return Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)));
    }
    String digits = text.endsWith("s") ? text.substring(0, text.length() - 1) : text;
    return Duration.ofSeconds(Long.parseLong(digits));
  }

  private static int size(String text) {
    String upper = text.toUpperCase(Locale.ROOT);
    if (upper.endsWith("KB")) {
      return Integer.parseInt(upper.substring(0, upper.length() - 2)) << 10;
    }
    if (upper.endsWith("MB")) {
      return Integer.parseInt(upper.substring(0, upper.length() - 2)) << 20;
    }
    return Integer.parseInt(upper);
  }
}
