package dev.compresh.observe;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One line for each request, written by a thread of its own, so that a slow terminal or pipe never
 * holds up a request: lines that find no room are dropped and counted.
 */
public final class AccessLog implements AutoCloseable {
  private static final int ROOM = 16_384;
  private static final AccessLine LAST = AccessLine.none();

  private final BlockingQueue<AccessLine> queue = new ArrayBlockingQueue<>(ROOM);
  private final AtomicLong dropped = new AtomicLong();
  private final OutputStream out;
  private final boolean json;
  private final Thread writer;

  /**
   * @param out where lines go; stays open
   * @param json whether lines are JSON objects; else they are for people
   */
  public AccessLog(OutputStream out, boolean json) {
    this.out = out;
    this.json = json;
    this.writer = Thread.ofPlatform().name("access-log").daemon().start(this::write);
  }

  /** Takes a line; never blocks. */
  public void append(AccessLine line) {
    if (!queue.offer(line)) {
      dropped.incrementAndGet();
    }
  }

  /** Lines that found no room. */
  public long dropped() {
    return dropped.get();
  }

  private void write() {
    List<AccessLine> lines = new ArrayList<>();
    try {
      while (true) {
        lines.add(queue.take());
        queue.drainTo(lines, ROOM);
        boolean last = lines.remove(LAST);
        StringBuilder text = new StringBuilder(lines.size() * 256);
        lines.forEach(line -> line.appendTo(text, json));
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        out.flush();
        lines.clear();
        if (last) {
          return;
        }
      }
    } catch (IOException e) {
      // Nobody reads any more; requests go on without their lines.
      dropped.addAndGet(queue.size());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Writes what is left. */
  @Override
  public void close() {
    try {
      if (queue.offer(LAST)) {
        writer.join(1_000);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
