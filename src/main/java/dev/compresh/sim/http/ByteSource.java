package dev.compresh.sim.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** The bytes of one connection, buffered, with a wait that notices when the client leaves. */
final class ByteSource {
  private static final int CAPACITY = 32 * 1024;

  private final Socket socket;
  private final InputStream in;
  private final byte[] buffer = new byte[CAPACITY];
  private int at;
  private int end;

  ByteSource(Socket socket) throws IOException {
    this.socket = socket;
    this.in = socket.getInputStream();
  }

  /** The next byte, or -1 at the end. */
  int read() throws IOException {
    if (at == end) {
      at = 0;
      end = Math.max(0, in.read(buffer, 0, CAPACITY));
      if (end == 0) {
        return -1;
      }
    }
    return buffer[at++] & 0xff;
  }

  /** Exactly {@code length} bytes. */
  byte[] exactly(int length) throws IOException {
    byte[] bytes = new byte[length];
    int have = Math.min(length, end - at);
    System.arraycopy(buffer, at, bytes, 0, have);
    at += have;
    while (have < length) {
      int n = in.read(bytes, have, length - have);
      if (n < 0) {
        throw new EOFException("the client left inside a body");
      }
      have += n;
    }
    return bytes;
  }

  /**
   * Waits. Bytes that arrive meanwhile are kept for later.
   *
   * @return whether the client is still there; false as soon as it closes or resets
   */
  boolean idle(Duration time) {
    long deadline = System.nanoTime() + time.toNanos();
    try {
      while (true) {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          return true;
        }
        if (!fill(left)) {
          return false;
        }
      }
    } catch (IOException e) {
      return false;
    }
  }

  private boolean fill(long nanos) throws IOException {
    int millis = Math.clamp(nanos / 1_000_000, 1, 3_600_000);
    if (at > 0) {
      System.arraycopy(buffer, at, buffer, 0, end - at);
      end -= at;
      at = 0;
    }
    if (end == CAPACITY) {
      return sleep(millis);
    }
    socket.setSoTimeout(millis);
    try {
      int n = in.read(buffer, end, CAPACITY - end);
      end += Math.max(0, n);
      return n >= 0;
    } catch (SocketTimeoutException e) {
      return true;
    } finally {
      socket.setSoTimeout(0);
    }
  }

  private static boolean sleep(int millis) {
    try {
      Thread.sleep(millis);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
