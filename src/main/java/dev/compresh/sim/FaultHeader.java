package dev.compresh.sim;

import dev.compresh.http.Headers;
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
  public static List<InjectedFault> parse(String value) {
    List<InjectedFault> faults = new ArrayList<>();
    for (String term : value.split(";", -1)) {
      int equals = term.indexOf('=');
      String name = (equals < 0 ? term : term.substring(0, equals)).strip();
      String argument = equals < 0 ? "" : term.substring(equals + 1).strip();
      if (name.equals("retry-after")) {
        if (faults.isEmpty()
            || !(faults.removeLast() instanceof InjectedFault.StatusFault(int status, var h))) {
          throw new IllegalArgumentException("retry-after goes with a status before it");
        }
        faults.add(new InjectedFault.StatusFault(status, Headers.of("retry-after", argument)));
      } else if (!name.isEmpty()) {
        faults.add(fault(name.toLowerCase(Locale.ROOT), argument));
      }
    }
    return faults;
  }

  private static InjectedFault fault(String name, String argument) {
    return switch (name) {
      case "status" -> new InjectedFault.StatusFault(size(argument));
      case "delay" -> new InjectedFault.DelayFault(time(argument));
      case "cut-after" -> new InjectedFault.CutAfter(size(argument));
      case "reset-after" -> new InjectedFault.ResetAfter(size(argument));
      case "stall-after" -> new InjectedFault.StallAfter(size(argument));
      case "odd-sse" ->
          new InjectedFault.OddSse(
              InjectedFault.EventStyle.valueOf(argument.toUpperCase(Locale.ROOT)));
      // by the time a header is read the connection has long been accepted
      case "silence", "never-accept" -> new InjectedFault.SilenceFault();
      case "garbage" -> new InjectedFault.GarbageFault();
      case "slow" -> new InjectedFault.SlowFault(time(argument));
      case "split" -> new InjectedFault.SplitFault(argument.isEmpty() ? 1 : size(argument));
      case "short-length" ->
          new InjectedFault.ShortLength(argument.isEmpty() ? 10 : size(argument));
      case "long-body" ->
          new InjectedFault.ShortLength(-(argument.isEmpty() ? 10 : size(argument)));
      case "html" -> new InjectedFault.HtmlFault(argument.isEmpty() ? 502 : size(argument));
      case "big-event" -> new InjectedFault.BigEvent(size(argument));
      case "close-after-response" -> new InjectedFault.CloseAfterResponse();
      case "gzip" -> new InjectedFault.GzipFault();
      case "head-only" -> new InjectedFault.HeadOnly();
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
