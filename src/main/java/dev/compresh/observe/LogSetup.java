package dev.compresh.observe;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.Layout;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import org.slf4j.LoggerFactory;

/** Sets logging up in code: reading an XML file would cost a tenth of a second at every start. */
public final class LogSetup extends ContextAwareBase implements Configurator {
  /** Where the appender is found again. */
  private static final String NAME = "stderr";

  /** Held, because the library that it belongs to holds its loggers weakly. */
  private static final java.util.logging.Logger EXPORTER =
      java.util.logging.Logger.getLogger("io.opentelemetry");

  /** Called by Logback when the first logger is asked for, before the configuration is known. */
  @Override
  public ExecutionStatus configure(LoggerContext context) {
    apply(context, Level.WARN, false);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  /**
   * Sets level and format for good.
   *
   * @param level {@code error}, {@code warn}, {@code info} or {@code debug}
   * @param json whether lines are JSON objects
   */
  public static void apply(String level, boolean json) {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      apply(context, Level.toLevel(level), json);
    }
  }

  private static void apply(LoggerContext context, Level level, boolean json) {
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    Appender<ILoggingEvent> old = root.getAppender(NAME);
    ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    appender.setContext(context);
    appender.setName(NAME);
    appender.setTarget("System.err");
    LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
    encoder.setContext(context);
    encoder.setLayout(layout(context, json));
    encoder.start();
    appender.setEncoder(encoder);
    appender.start();
    if (old != null) {
      root.detachAppender(old);
      old.stop();
    }
    root.addAppender(appender);
    root.setLevel(level);
    // The HTTP library tells at debug level what it reads: headers, and with them keys.
    context.getLogger("io.netty").setLevel(Level.WARN);
    // Warns of settings that are left at their defaults.
    context.getLogger("com.password4j").setLevel(Level.ERROR);
    // Warns that the collector's registry comes after the first meters; it hears of all of them.
    context
        .getLogger("io.micrometer.core.instrument.composite.CompositeMeterRegistry")
        .setLevel(Level.ERROR);
    // Writes past these settings; the queue of spans says itself when a collector fails.
    EXPORTER.setLevel(java.util.logging.Level.OFF);
  }

  private static Layout<ILoggingEvent> layout(LoggerContext context, boolean json) {
    if (json) {
      JsonLines lines = new JsonLines();
      lines.setContext(context);
      lines.start();
      return lines;
    }
    PatternLayout pattern = new PatternLayout();
    pattern.setContext(context);
    pattern.setPattern(
        "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX,UTC} %-5level %logger{20} %.-"
            + JsonLines.LONGEST_MESSAGE
            + "msg%n");
    pattern.start();
    return pattern;
  }
}
