package dev.compresh.proxy.upload;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.compresh.http.multipart.FormField;
import dev.compresh.http.multipart.FormScan;
import dev.compresh.proxy.ApiError;
import org.jspecify.annotations.Nullable;

/**
 * A form on its way to the provider, with its model's name replaced. Its last bytes are held back
 * until the form has proved whole, so that a broken one is never taken for a request.
 */
final class FormBody implements UploadBody {
  private static final int PIPE = 256 * 1024;

  private final BytePipe pipe = new BytePipe(PIPE);
  private final FormSource source;
  private final FormRules rules;
  private final FormField replaced;
  private final byte[] replacement;
  private final long length;
  private long position;
  private volatile @Nullable ApiError fault;

  /**
   * @param total bytes of the client's form
   * @param model the field whose value is replaced by {@code upstream}
   */
  FormBody(FormSource source, FormRules rules, long total, FormField model, String upstream) {
    this.source = source;
    this.rules = rules;
    this.replaced = model;
    this.replacement = upstream.getBytes(UTF_8);
    this.length = total - (model.to() - model.from()) + replacement.length;
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public BytePipe pipe() {
    return pipe;
  }

  @Override
  public @Nullable ApiError fault() {
    return fault;
  }

  @Override
  public void run() {
    byte[] held = new byte[FormSource.PIECE];
    byte[] next = new byte[FormSource.PIECE];
    int heldCount = 0;
    try (source) {
      while (true) {
        int count = source.read(next);
        if (count < 0) {
          finish(count, held, heldCount);
          return;
        }
        ApiError wrong = rules.check(source.scan());
        if (wrong != null) {
          fault = wrong;
          pipe.breakOff();
          return;
        }
        if (!write(held, heldCount)) {
          return;
        }
        byte[] written = held;
        held = next;
        heldCount = count;
        next = written;
      }
    }
  }

  private void finish(int end, byte[] held, int heldCount) {
    FormScan scan = source.scan();
    ApiError wrong = end == BytePipe.BROKEN ? null : rules.atEnd(scan);
    if (end == BytePipe.BROKEN || wrong != null) {
      fault = wrong == null ? source.fault() : wrong;
      pipe.breakOff();
    } else if (write(held, heldCount)) {
      pipe.end();
    }
  }

  /** Writes client bytes but for the replaced value; false where nobody reads any more. */
  private boolean write(byte[] bytes, int count) {
    long from = position;
    long to = from + count;
    position = to;
    int before = Math.clamp(replaced.from() - from, 0, count);
    int after = Math.clamp(replaced.to() - from, 0, count);
    boolean starts = replaced.from() >= from && replaced.from() < to;
    return pipe.write(bytes, 0, before)
        && (!starts || pipe.write(replacement, 0, replacement.length))
        && pipe.write(bytes, after, count - after);
  }

  @Override
  public void close() {
    pipe.breakOff();
    source.close();
  }
}
