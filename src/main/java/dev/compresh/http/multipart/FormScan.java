package dev.compresh.http.multipart;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a form as its bytes pass by, in whatever pieces. Work is linear in the bytes; memory is
 * bounded by the fields' limits, however long the files. After a fault nothing more is read.
 */
public final class FormScan {
  private static final int MAX_HEAD = 8 * 1024;
  private static final int MAX_VALUE = 64 * 1024;
  private static final int MAX_PARTS = 100;

  private enum FormScanState {
    /** In the preamble, a value or a file: looking for the delimiter. */
    DATA,
    /** Right behind a delimiter. */
    AFTER,
    /** Behind the first of two dashes. */
    DASH,
    /** Blanks behind the delimiter, up to the line's end. */
    LINE,
    LINE_FEED,
    HEAD,
    /** The closing delimiter was read: the rest counts for nothing. */
    CLOSED
  }

  private final byte[] delimiter;
  private final int[] fallback;
  private final List<FormField> fields = new ArrayList<>();
  private final WavHeader wavHeader = new WavHeader();
  private FormScanState formScanState = FormScanState.DATA;
  private int matched = 2;
  private byte[] kept = new byte[256];
  private int keptLength;
  private int parts;
  private boolean preamble = true;
  private @Nullable PartHead part;
  private long at;
  private long valueFrom;
  private long fileBytes;
  private int files;
  private @Nullable String fault;

  /**
   * @param boundary as {@link MultipartBoundary#parse} gives it
   */
  public FormScan(byte[] boundary) {
    delimiter = new byte[boundary.length + 4];
    delimiter[0] = '\r';
    delimiter[1] = '\n';
    delimiter[2] = '-';
    delimiter[3] = '-';
    System.arraycopy(boundary, 0, delimiter, 4, boundary.length);
    fallback = fallback(delimiter);
  }

  /**
   * Returns how much of the pattern's beginning still fits after a mismatch (Knuth, Morris, Pratt).
   */
  private static int[] fallback(byte[] pattern) {
    int[] border = new int[pattern.length + 1];
    border[0] = -1;
    int length = -1;
    for (int i = 0; i < pattern.length; i++) {
      while (length >= 0 && pattern[i] != pattern[length]) {
        length = border[length];
      }
      border[i + 1] = ++length;
    }
    return border;
  }

  /** Reads on. False once {@link #fault} has something to tell. */
  public boolean feed(byte[] buf, int from, int to) {
    int i = from;
    while (i < to && fault == null && formScanState != FormScanState.CLOSED) {
      if (formScanState == FormScanState.DATA) {
        i = data(buf, i, to);
      } else {
        at++;
        framing(buf[i++]);
      }
    }
    at += to - i;
    return fault == null;
  }

  /** Reads content up to the delimiter's end, or to {@code to}. */
  private int data(byte[] buf, int from, int to) {
    int i = from;
    while (i < to) {
      if (matched == 0) {
        int start = i;
        while (i < to && buf[i] != '\r') {
          i++;
        }
        content(buf, start, i);
        at += i - start;
        if (i == to) {
          return i;
        }
      }
      byte b = buf[i++];
      at++;
      int before = matched;
      int length = matched;
      while (length >= 0 && b != delimiter[length]) {
        length = fallback[length];
      }
      matched = length + 1;
      // What had looked like the delimiter's beginning and is not was content.
      int content = before + 1 - matched;
      int held = Math.min(content, before);
      content(delimiter, 0, held);
      if (content > held) {
        content(buf, i - 1, i);
      }
      if (matched == delimiter.length) {
        matched = 0;
        endPart();
        formScanState = FormScanState.AFTER;
        return i;
      }
    }
    return i;
  }

  private void content(byte[] buf, int from, int to) {
    if (preamble || part == null || from == to) {
      return;
    }
    if (part.file()) {
      wavHeader.read(buf, from, to, fileBytes);
      fileBytes += to - from;
    } else {
      keep(buf, from, to, MAX_VALUE, "The form's field '" + shown(part.name()) + "' is too long.");
    }
  }

  private void keep(byte[] buf, int from, int to, int bound, String complaint) {
    int count = to - from;
    if (count > bound - keptLength) {
      fault = complaint;
      return;
    }
    if (keptLength + count > kept.length) {
      kept = Arrays.copyOf(kept, Math.min(bound, Math.max(2 * kept.length, keptLength + count)));
    }
    System.arraycopy(buf, from, kept, keptLength, count);
    keptLength += count;
  }

  private void endPart() {
    PartHead ended = part;
    if (!preamble && ended != null && !ended.file()) {
      String value = new String(kept, 0, keptLength, UTF_8);
      fields.add(new FormField(ended.name(), value, valueFrom, valueFrom + keptLength));
    }
    preamble = false;
    part = null;
  }

  private void framing(byte b) {
    switch (formScanState) {
      case AFTER, LINE -> {
        if (b == '-' && formScanState == FormScanState.AFTER) {
          formScanState = FormScanState.DASH;
        } else if (b == '\r') {
          formScanState = FormScanState.LINE_FEED;
        } else if (b == ' ' || b == '\t') {
          formScanState = FormScanState.LINE;
        } else {
          fault = "The form's boundary is not followed by a line break.";
        }
      }
      case DASH -> {
        formScanState = FormScanState.CLOSED;
        fault = b == '-' ? null : "The form's closing boundary is malformed.";
      }
      case LINE_FEED -> {
        fault = b == '\n' ? null : "The form's boundary is not followed by a line break.";
        formScanState = FormScanState.HEAD;
        keptLength = 0;
        parts++;
        if (parts > MAX_PARTS) {
          fault = "The form has more than " + MAX_PARTS + " parts.";
        }
      }
      case HEAD -> head(b);
      case DATA, CLOSED -> throw new IllegalStateException();
    }
  }

  private void head(byte b) {
    keep(new byte[] {b}, 0, 1, MAX_HEAD, "The headers of a part of the form are too long.");
    boolean ends =
        b == '\n'
            && ((keptLength == 2 && kept[0] == '\r')
                || (keptLength >= 4
                    && kept[keptLength - 2] == '\r'
                    && kept[keptLength - 3] == '\n'
                    && kept[keptLength - 4] == '\r'));
    if (fault == null && ends) {
      part = PartHead.read(kept, keptLength);
      if (part == null) {
        fault = "A part of the form has no name.";
      } else if (part.file()) {
        files++;
      }
      keptLength = 0;
      valueFrom = at;
      matched = 0;
      formScanState = FormScanState.DATA;
    }
  }

  /** Returns what is wrong with the form, null where nothing is so far. */
  public @Nullable String fault() {
    return fault;
  }

  /** Returns whether the closing boundary was read. */
  public boolean complete() {
    return formScanState == FormScanState.CLOSED && fault == null;
  }

  /** The fields that are whole so far and no files, in their order. */
  public List<FormField> fields() {
    return List.copyOf(fields);
  }

  /** The value of the first field of that name, null where none is there so far. */
  public @Nullable FormField field(String name) {
    for (FormField field : fields) {
      if (field.name().equals(name)) {
        return field;
      }
    }
    return null;
  }

  /** Files begun so far. */
  public int files() {
    return files;
  }

  /** Bytes of files so far. */
  public long fileBytes() {
    return fileBytes;
  }

  /**
   * Returns how long the first file sounds if it is WAV, in bytes a second; 0 where that isn't
   * known.
   */
  public long bytesPerSecond() {
    return wavHeader.bytesPerSecond();
  }

  private static String shown(String name) {
    boolean plain = name.length() <= 40 && name.chars().allMatch(c -> c > ' ' && c < 127);
    return plain ? name : "…";
  }
}
