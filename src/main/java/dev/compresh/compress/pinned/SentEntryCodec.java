package dev.compresh.compress.pinned;

import dev.compresh.compress.Layer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Entries as bytes. The first byte is the version of the form: what an older program wrote, a newer
 * one must go on reading, since it pins bytes that were sent.
 */
public final class SentEntryCodec {
  private static final int VERSION = 1;
  private static final int SENT = 0;
  private static final int MISMATCH = 1;
  private static final int SENT_BOUND = 2;

  private static final int REWRITE = 0;
  private static final int PREPEND = 1;
  private static final int REMOVAL = 2;
  private static final int REASONING_REMOVAL = 3;

  private static final int COPY = 0;
  private static final int INSERT = 1;

  private SentEntryCodec() {}

  public static byte[] encode(SentEntry entry) {
    BinaryWriter out = new BinaryWriter();
    out.unsigned(VERSION);
    switch (entry) {
      case SentEntry.Mismatch mismatch -> {
        out.unsigned(MISMATCH);
        out.fixed(mismatch.place());
        out.unsigned(mismatch.from());
      }
      case SentEntry.Sent sent -> {
        out.unsigned(sent.bound() ? SENT_BOUND : SENT);
        out.fixed(sent.id());
        out.fixed(sent.parent());
        out.unsigned(sent.kept());
        out.text(sent.account());
        out.unsigned(sent.forms().size());
        for (int i = 0; i < sent.chain().length; i++) {
          out.fixed(sent.chain()[i]);
          encode(sent.forms().get(i), out);
        }
      }
    }
    return out.bytes();
  }

  private static void encode(PinnedMessage form, BinaryWriter out) {
    out.unsigned(form.edits().size());
    for (PinnedEdit edit : form.edits()) {
      switch (edit) {
        case PinnedEdit.Rewrite rewrite -> {
          out.unsigned(REWRITE);
          out.text(rewrite.layer().name());
          out.unsigned(rewrite.text());
          encode(rewrite.patch(), out);
        }
        case PinnedEdit.Prepend prepend -> {
          out.unsigned(PREPEND);
          out.text(prepend.layer().name());
          out.unsigned(prepend.text());
          out.text(prepend.put());
        }
        case PinnedEdit.Removal removal -> {
          out.unsigned(REMOVAL);
          out.text(removal.layer().name());
        }
        case PinnedEdit.ReasoningRemoval _ -> out.unsigned(REASONING_REMOVAL);
      }
    }
  }

  private static void encode(TextPatch patch, BinaryWriter out) {
    out.unsigned(patch.pieces().size());
    for (TextPatch.Piece piece : patch.pieces()) {
      switch (piece) {
        case TextPatch.Copy copy -> {
          out.unsigned(COPY);
          out.unsigned(copy.from());
          out.unsigned(copy.length());
        }
        case TextPatch.Insert insert -> {
          out.unsigned(INSERT);
          out.text(insert.text());
        }
      }
    }
  }

  /** The entry in {@code bytes}; null where it is of an unknown form or damaged. */
  public static @Nullable SentEntry decode(byte[] bytes) {
    try {
      BinaryReader in = new BinaryReader(bytes);
      if (in.unsigned() != VERSION) {
        return null;
      }
      return switch (in.unsigned()) {
        case SENT -> sent(in, false);
        case SENT_BOUND -> sent(in, true);
        case MISMATCH -> new SentEntry.Mismatch(in.fixed(), in.unsigned());
        default -> null;
      };
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static SentEntry sent(BinaryReader in, boolean bound) {
    long id = in.fixed();
    long parent = in.fixed();
    int kept = in.unsigned();
    String account = in.text();
    int size = in.count();
    long[] chain = new long[size];
    List<PinnedMessage> forms = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      chain[i] = in.fixed();
      forms.add(form(in));
    }
    return new SentEntry.Sent(id, parent, kept, account, bound, chain, forms);
  }

  private static PinnedMessage form(BinaryReader in) {
    int size = in.count();
    if (size == 0) {
      return PinnedMessage.RAW;
    }
    List<PinnedEdit> edits = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      edits.add(
          switch (in.unsigned()) {
            case REWRITE -> rewrite(layer(in), in);
            case PREPEND -> prepend(layer(in), in);
            case REMOVAL -> new PinnedEdit.Removal(layer(in));
            case REASONING_REMOVAL -> new PinnedEdit.ReasoningRemoval();
            default -> throw new IllegalArgumentException("unknown edit");
          });
    }
    return new PinnedMessage(edits);
  }

  private static PinnedEdit rewrite(Layer layer, BinaryReader in) {
    int text = in.unsigned();
    int size = in.count();
    List<TextPatch.Piece> pieces = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      pieces.add(
          switch (in.unsigned()) {
            case COPY -> new TextPatch.Copy(in.unsigned(), in.unsigned());
            case INSERT -> new TextPatch.Insert(in.text());
            default -> throw new IllegalArgumentException("unknown piece");
          });
    }
    return new PinnedEdit.Rewrite(text, layer, new TextPatch(pieces));
  }

  private static PinnedEdit prepend(Layer layer, BinaryReader in) {
    return new PinnedEdit.Prepend(in.unsigned(), layer, in.text());
  }

  /** Layers are for figures only: one that a later version renames counts as the first. */
  private static Layer layer(BinaryReader in) {
    String name = in.text();
    for (Layer layer : Layer.values()) {
      if (layer.name().equals(name)) {
        return layer;
      }
    }
    return Layer.BIRTH;
  }
}
