package dev.compresh.compression.pinned;

import dev.compresh.compression.Layer;
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
      case SentEntry.BindingMismatch bindingMismatch -> {
        out.unsigned(MISMATCH);
        out.fixed(bindingMismatch.place());
        out.unsigned(bindingMismatch.from());
      }
      case SentEntry.SentRequest sentRequest -> {
        out.unsigned(sentRequest.bound() ? SENT_BOUND : SENT);
        out.fixed(sentRequest.id());
        out.fixed(sentRequest.parent());
        out.unsigned(sentRequest.kept());
        out.text(sentRequest.account());
        out.unsigned(sentRequest.forms().size());
        for (int i = 0; i < sentRequest.chain().length; i++) {
          out.fixed(sentRequest.chain()[i]);
          encode(sentRequest.forms().get(i), out);
        }
      }
    }
    return out.bytes();
  }

  private static void encode(PinnedMessage form, BinaryWriter out) {
    out.unsigned(form.edits().size());
    for (PinnedEdit edit : form.edits()) {
      switch (edit) {
        case PinnedEdit.PinnedRewrite pinnedRewrite -> {
          out.unsigned(REWRITE);
          out.text(pinnedRewrite.layer().name());
          out.unsigned(pinnedRewrite.text());
          encode(pinnedRewrite.patch(), out);
        }
        case PinnedEdit.PinnedPrepend pinnedPrepend -> {
          out.unsigned(PREPEND);
          out.text(pinnedPrepend.layer().name());
          out.unsigned(pinnedPrepend.text());
          out.text(pinnedPrepend.put());
        }
        case PinnedEdit.PinnedRemoval pinnedRemoval -> {
          out.unsigned(REMOVAL);
          out.text(pinnedRemoval.layer().name());
        }
        case PinnedEdit.ReasoningRemoval _ -> out.unsigned(REASONING_REMOVAL);
      }
    }
  }

  private static void encode(TextPatch patch, BinaryWriter out) {
    out.unsigned(patch.pieces().size());
    for (TextPatch.PatchPiece patchPiece : patch.pieces()) {
      switch (patchPiece) {
        case TextPatch.CopiedText copiedText -> {
          out.unsigned(COPY);
          out.unsigned(copiedText.from());
          out.unsigned(copiedText.length());
        }
        case TextPatch.InsertedText insertedText -> {
          out.unsigned(INSERT);
          out.text(insertedText.text());
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
        case MISMATCH -> new SentEntry.BindingMismatch(in.fixed(), in.unsigned());
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
    return new SentEntry.SentRequest(id, parent, kept, account, bound, chain, forms);
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
            case REMOVAL -> new PinnedEdit.PinnedRemoval(layer(in));
            case REASONING_REMOVAL -> new PinnedEdit.ReasoningRemoval();
            default -> throw new IllegalArgumentException("unknown edit");
          });
    }
    return new PinnedMessage(edits);
  }

  private static PinnedEdit rewrite(Layer layer, BinaryReader in) {
    int text = in.unsigned();
    int size = in.count();
    List<TextPatch.PatchPiece> pieces = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      pieces.add(
          switch (in.unsigned()) {
            case COPY -> new TextPatch.CopiedText(in.unsigned(), in.unsigned());
            case INSERT -> new TextPatch.InsertedText(in.text());
            default -> throw new IllegalArgumentException("unknown piece");
          });
    }
    return new PinnedEdit.PinnedRewrite(text, layer, new TextPatch(pieces));
  }

  private static PinnedEdit prepend(Layer layer, BinaryReader in) {
    return new PinnedEdit.PinnedPrepend(in.unsigned(), layer, in.text());
  }

  /** Layers are for figures only: one that only a later version knows counts as the first. */
  private static Layer layer(BinaryReader in) {
    Layer layer = Layer.ofStored(in.text());
    return layer == null ? Layer.TOOL_OUTPUT : layer;
  }
}
