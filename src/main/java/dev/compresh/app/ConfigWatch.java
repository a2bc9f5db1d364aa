package dev.compresh.app;

import dev.compresh.config.Config;
import dev.compresh.config.ConfigError;
import dev.compresh.config.ConfigException;
import dev.compresh.observe.MetricDefinition;
import dev.compresh.observe.Metrics;
import dev.compresh.store.ScheduledTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the configuration file every second and takes a changed one over, if all of it is right.
 * A broken one is said, line by line, and changes nothing. A look compares size and time; where
 * those differ, or the file is so young that its time may stand still, its bytes.
 */
final class ConfigWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ConfigWatch.class);
  private static final Duration PERIOD = Duration.ofSeconds(1);

  /** File systems keep times to two seconds at worst. */
  private static final long YOUNG_MILLIS = 3_000;

  /**
   * The outcome of the last check.
   *
   * @param faults what is wrong with the file as it is now; empty where it is in force
   * @param waiting what a restart is needed for
   */
  record WatchState(List<String> faults, List<String> waiting) {}

  private record FileStamp(Path path, long size, long millis) {}

  private record SeenFile(@Nullable FileStamp stamp, byte[] bytes) {}

  private final ConfigSource source;
  private final Function<Config, List<String>> taking;
  private final Metrics metrics;
  private final ScheduledTask looking;
  private SeenFile seenFile;
  private volatile WatchState watchState = new WatchState(List.of(), List.of());

  /**
   * @param taking takes a configuration over, and tells what of it needs a restart
   */
  ConfigWatch(ConfigSource source, Function<Config, List<String>> taking, Metrics metrics) {
    this.source = source;
    this.taking = taking;
    this.metrics = metrics;
    this.seenFile = look(null);
    metrics.gauge(MetricDefinition.CONFIG_FAULTS, () -> watchState.faults.size());
    this.looking = ScheduledTask.start("config-watch", PERIOD, this::look);
  }

  WatchState state() {
    return watchState;
  }

  /** Takes a changed file over. */
  synchronized void look() {
    SeenFile now = look(seenFile);
    if (now.stamp == null && seenFile.stamp != null) {
      missing();
      return;
    }
    if (!Arrays.equals(now.bytes, seenFile.bytes) || moved(now, seenFile)) {
      reload();
    }
    seenFile = now;
  }

  /** Many editors replace a file in two steps; what is gone is no wish for another state. */
  private void missing() {
    String fault = seenFile.stamp == null ? "" : seenFile.stamp.path + " can't be read any more.";
    if (!watchState.faults.equals(List.of(fault))) {
      refused(List.of(fault));
    }
  }

  /** Another file counts. */
  private static boolean moved(SeenFile one, SeenFile other) {
    Path first = one.stamp == null ? null : one.stamp.path;
    Path second = other.stamp == null ? null : other.stamp.path;
    return first == null ? second != null : !first.equals(second);
  }

  /** Reads the configuration again, changed or not. */
  synchronized void reload() {
    try {
      List<String> waiting = taking.apply(source.load());
      watchState = new WatchState(List.of(), List.copyOf(waiting));
      LOG.info("the configuration was reloaded");
      waiting.forEach(each -> LOG.warn("{} takes effect after a restart", each));
      metrics.configRead("taken");
    } catch (ConfigException e) {
      refused(e.faults().stream().map(ConfigError::toString).toList());
    } catch (CommandFailure e) {
      refused(List.of(String.valueOf(e.getMessage())));
    }
  }

  private void refused(List<String> faults) {
    watchState = new WatchState(faults, watchState.waiting);
    LOG.error("the changed configuration has errors; the previous one stays in use");
    faults.forEach(fault -> LOG.error("configuration: {}", fault));
    metrics.configRead("refused");
  }

  private SeenFile look(@Nullable SeenFile before) {
    for (Path path : source.places()) {
      SeenFile found = read(path, before);
      if (found != null) {
        return found;
      }
    }
    return new SeenFile(null, new byte[0]);
  }

  /** Null where there is no file that can be read. */
  private static @Nullable SeenFile read(Path path, @Nullable SeenFile before) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      long millis = attributes.lastModifiedTime().toMillis();
      FileStamp fileStamp = new FileStamp(path, attributes.size(), millis);
      boolean young = System.currentTimeMillis() - millis < YOUNG_MILLIS;
      return before != null && fileStamp.equals(before.stamp) && !young
          ? before
          : new SeenFile(fileStamp, Files.readAllBytes(path));
    } catch (IOException e) {
      return null;
    }
  }

  @Override
  public void close() {
    looking.close();
  }
}
