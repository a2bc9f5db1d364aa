package dev.compresh.proxy.upload;

import dev.compresh.http.multipart.FormScan;
import dev.compresh.proxy.ApiError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client's form. {@link #open} reads as much of it as it takes to know its model: a beginning in
 * memory, and only where the model's name comes after a large file, or the form's length is not
 * declared, the whole on disk. {@link #read} then gives all of it from its beginning.
 */
final class FormSource implements AutoCloseable {
  /** Bytes read in one piece. */
  static final int PIECE = 32 * 1024;

  /** Bytes of a form that are looked through in memory for its model. */
  private static final int WINDOW = 256 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(FormSource.class);

  private final BytePipe body;
  private final FormScan scan;
  private final Path folder;
  private byte[] window = new byte[PIECE];
  private int windowSize;
  private int windowRead;
  private long received;
  private volatile @Nullable SpoolFile spool;
  private boolean ended;
  private volatile @Nullable ApiError fault;

  /**
   * @param folder where a form waits that is too large for memory
   */
  FormSource(BytePipe body, FormScan scan, Path folder) {
    this.body = body;
    this.scan = scan;
    this.folder = folder;
  }

  /** The result of opening a form. */
  enum OpeningResult {
    /** The model is known; the rest is still to come. */
    BEGUN,
    /** All of it is here. */
    WHOLE,
    /** See {@link #fault}. */
    FAULTY,
    /** The client left. */
    GONE
  }

  /**
   * Reads until the model is known, and a small form to its end.
   *
   * @param told the form's length as declared, below 0 where it was not
   */
  OpeningResult open(FormRules rules, long told) {
    while (told <= WINDOW || scan.field("model") == null) {
      if (windowSize == WINDOW) {
        return spool(rules);
      }
      if (windowSize == window.length) {
        window = Arrays.copyOf(window, 2 * window.length);
      }
      int count = body.read(window, windowSize, window.length - windowSize);
      if (count < 0) {
        return end(count, rules);
      }
      scan.feed(window, windowSize, windowSize + count);
      windowSize += count;
      received += count;
      fault = rules.check(scan);
      if (fault != null) {
        return OpeningResult.FAULTY;
      }
    }
    return OpeningResult.BEGUN;
  }

  private OpeningResult end(int how, FormRules rules) {
    ended = true;
    if (how == BytePipe.BROKEN) {
      return OpeningResult.GONE;
    }
    fault = rules.atEnd(scan);
    return fault == null ? OpeningResult.WHOLE : OpeningResult.FAULTY;
  }

  private OpeningResult spool(FormRules rules) {
    try {
      SpoolFile file = SpoolFile.create(folder);
      spool = file;
      file.write(window, windowSize);
      windowSize = 0;
      window = new byte[PIECE];
      while (true) {
        int count = body.read(window, 0, window.length);
        if (count < 0) {
          return end(count, rules);
        }
        scan.feed(window, 0, count);
        received += count;
        fault = rules.check(scan);
        if (fault != null) {
          return OpeningResult.FAULTY;
        }
        file.write(window, count);
      }
    } catch (IOException e) {
      fault = noRoom(e);
      return OpeningResult.FAULTY;
    }
  }

  private static ApiError noRoom(IOException e) {
    LOG.warn("buffering an upload on disk failed: {}", e.getMessage());
    return ApiError.of(
        503,
        "proxy_error",
        "store_unavailable",
        "The disk has no space to buffer this upload. Send the form's field 'model'"
            + " before its file, or try again later.");
  }

  /**
   * Reads on from the form's beginning; {@link BytePipe#END} or {@link BytePipe#BROKEN} where there
   * is no more.
   */
  int read(byte[] into) {
    if (windowRead < windowSize) {
      int count = Math.min(into.length, windowSize - windowRead);
      System.arraycopy(window, windowRead, into, 0, count);
      windowRead += count;
      return count;
    }
    SpoolFile file = spool;
    if (file != null) {
      try {
        int count = file.read(into);
        return count < 0 ? BytePipe.END : count;
      } catch (IOException e) {
        fault = noRoom(e);
        return BytePipe.BROKEN;
      }
    }
    if (ended) {
      return BytePipe.END;
    }
    int count = body.read(into, 0, into.length);
    if (count > 0) {
      scan.feed(into, 0, count);
      received += count;
    }
    ended = count < 0;
    return count;
  }

  FormScan scan() {
    return scan;
  }

  /** Bytes read from the client so far. */
  long received() {
    return received;
  }

  /** Why {@link #open} or {@link #read} failed; null where the client left. */
  @Nullable ApiError fault() {
    return fault;
  }

  @Override
  public void close() {
    body.breakOff();
    SpoolFile file = spool;
    try {
      if (file != null) {
        file.close();
      }
    } catch (IOException e) {
      LOG.warn("closing the buffer file of an upload failed: {}", e.getMessage());
    }
  }
}
