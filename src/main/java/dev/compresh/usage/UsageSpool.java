package dev.compresh.usage;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Events that the store would not take, as lines of JSON in a file next to it, until it does. Used
 * by one thread at a time; processes that share the folder keep apart by a lock on the file.
 */
final class UsageSpool {
  private static final Logger LOG = LoggerFactory.getLogger(UsageSpool.class);

  /** Beyond it events wait in memory, and are lost there at last. */
  private static final long MOST_BYTES = 1L << 30;

  private static final long LOCK_NANOS = 5_000_000_000L;
  private static final long LOCK_PAUSE_NANOS = 5_000_000;

  private final Path file;
  private final int group;
  private @Nullable JsonMapper json;

  /**
   * @param group how many events are handed on at once
   */
  UsageSpool(Path file, int group) {
    this.file = file;
    this.group = group;
  }

  boolean isEmpty() {
    try {
      return !Files.exists(file) || Files.size(file) == 0;
    } catch (IOException e) {
      return true;
    }
  }

  /** Adds events; they are on disk when it returns. */
  void append(List<UsageEvent> events) throws IOException {
    // The first line is empty: what a crash has torn off before stays a line of its own.
    StringBuilder lines = new StringBuilder("\n");
    for (UsageEvent event : events) {
      lines.append(json().writeValueAsString(event)).append('\n');
    }
    ByteBuffer bytes = StandardCharsets.UTF_8.encode(lines.toString());
    try (FileChannel out =
            FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        var lock = lock(out)) {
      if (out.size() > MOST_BYTES) {
        throw new IOException("the spool of usage events is full");
      }
      while (lock.isValid() && bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
  }

  /**
   * Hands all events to {@code store}, in groups, then empties the file. Where {@code store}
   * throws, the file stays whole: events handed on twice count once.
   */
  void drain(Consumer<List<UsageEvent>> store) throws IOException {
    try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        var lock = lock(channel)) {
      BufferedReader in = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
      List<UsageEvent> events = new ArrayList<>(group);
      for (String line; (line = in.readLine()) != null; ) {
        read(line, events);
        if (events.size() == group) {
          store.accept(List.copyOf(events));
          events.clear();
        }
      }
      if (!events.isEmpty()) {
        store.accept(events);
      }
      if (lock.isValid()) {
        channel.truncate(0);
      }
    }
  }

  /** Waits for others in this process too: the JVM refuses a lock that it holds already. */
  private static FileLock lock(FileChannel channel) throws IOException {
    long end = System.nanoTime() + LOCK_NANOS;
    while (true) {
      try {
        return channel.lock();
      } catch (OverlappingFileLockException e) {
        if (System.nanoTime() - end > 0) {
          throw new IOException("the spool of usage events is in use", e);
        }
        LockSupport.parkNanos(LOCK_PAUSE_NANOS);
      }
    }
  }

  private void read(String line, List<UsageEvent> events) {
    if (line.isBlank()) {
      return;
    }
    try {
      events.add(json().readValue(line, UsageEvent.class));
    } catch (JacksonException e) {
      LOG.error(
          "a usage event in {} is incomplete: {} characters can't be read", file, line.length());
    }
  }

  /** Made when first needed: at a usual start nothing is spooled. */
  private JsonMapper json() {
    JsonMapper mapper = json;
    if (mapper == null) {
      mapper = new JsonMapper();
      json = mapper;
    }
    return mapper;
  }
}
