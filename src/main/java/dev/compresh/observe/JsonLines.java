package dev.compresh.observe;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;

/** Log events as one JSON object a line. */
final class JsonLines extends LayoutBase<ILoggingEvent> {
  @Override
  public String doLayout(ILoggingEvent event) {
    StringBuilder out = new StringBuilder(256);
    out.append("{\"time\":\"").append(event.getInstant());
    out.append("\",\"level\":\"").append(event.getLevel()).append("\",\"logger\":");
    JsonLine.string(out, event.getLoggerName());
    out.append(",\"message\":");
    JsonLine.string(out, event.getFormattedMessage());
    if (event.getThrowableProxy() != null) {
      out.append(",\"error\":");
      JsonLine.string(out, ThrowableProxyUtil.asString(event.getThrowableProxy()));
    }
    return out.append("}\n").toString();
  }
}
