package dev.compresh.dialect;

import dev.compresh.json.ByteSpan;
import java.util.AbstractList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The spans of a body that count as input but are never touched: system text besides the messages,
 * instructions, tool definitions. They are long and several parts of a request ask for their
 * digests, so that each is hashed once. Immutable.
 */
public final class FixedSpans extends AbstractList<ByteSpan> {
  public static final FixedSpans NONE = new FixedSpans(List.of());

  private final List<ByteSpan> spans;

  /** Computed twice at worst, and the same then. */
  private volatile @Nullable List<ContentDigest> digests;

  public FixedSpans(List<ByteSpan> spans) {
    this.spans = List.copyOf(spans);
  }

  @Override
  public ByteSpan get(int index) {
    return spans.get(index);
  }

  @Override
  public int size() {
    return spans.size();
  }

  /**
   * The digest of each span.
   *
   * @param body the one that these spans are of
   */
  List<ContentDigest> digests(byte[] body) {
    List<ContentDigest> known = digests;
    if (known == null) {
      known = spans.stream().map(span -> ContentDigest.of(body, span)).toList();
      digests = known;
    }
    return known;
  }
}
