package dev.compresh.observe;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;

/** Log events as one JSON object a line. */
final class JsonLines extends LayoutBase<ILoggingEvent> {
  /** Characters of a message: what is longer quotes something that came from outside. */
  static final int LONGEST_MESSAGE = 4_096;

  private static final int LONGEST_TRACE = 32_768;

  @Override
  public String doLayout(ILoggingEvent event) {
    StringBuilder out = new StringBuilder(256);
    out.append("{\"time\":\"").append(event.getInstant());
    out.append("\",\"level\":\"").append(event.getLevel()).append("\",\"logger\":");
    JsonLine.string(out, event.getLoggerName());
    out.append(",\"message\":");
    JsonLine.string(out, cut(event.getFormattedMessage(), LONGEST_MESSAGE));
    event
        .getMDCPropertyMap()
        .forEach(
            (name, value) -> {
              out.append(",\"").append(name).append("\":");
              JsonLine.string(out, value);
            });
    if (event.getThrowableProxy() != null) {
      out.append(",\"error\":");
      JsonLine.string(
          out, cut(ThrowableProxyUtil.asString(event.getThrowableProxy()), LONGEST_TRACE));
    }
    return out.append("}\n").toString();
  }

  private static String cut(String text, int bound) {
    return text.length() <= bound ? text : text.substring(0, bound) + "…";
  }
}
