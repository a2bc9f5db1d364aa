package dev.compresh.token;

import org.jspecify.annotations.Nullable;

/**
 * The two exact counters. Each vocabulary is loaded when it is first asked for (about a tenth of a
 * second, some megabytes) and kept; both come with the JTokkit library.
 */
public final class ExactTokenizers {
  private final Object lock = new Object();
  private volatile @Nullable Tokenizer o200k;
  private volatile @Nullable Tokenizer cl100k;

  /** o200k_base: GPT-4o and what came after it. */
  public Tokenizer o200k() {
    Tokenizer loaded = o200k;
    if (loaded == null) {
      synchronized (lock) {
        loaded = o200k;
        if (loaded == null) {
          loaded = load(new O200kSplitter(), "o200k_base");
          o200k = loaded;
        }
      }
    }
    return loaded;
  }

  /** cl100k_base: GPT-4, GPT-3.5 and the embedding models. */
  public Tokenizer cl100k() {
    Tokenizer loaded = cl100k;
    if (loaded == null) {
      synchronized (lock) {
        loaded = cl100k;
        if (loaded == null) {
          loaded = load(new Cl100kSplitter(), "cl100k_base");
          cl100k = loaded;
        }
      }
    }
    return loaded;
  }

  private static Tokenizer load(PieceSplitRule pieceSplitRule, String name) {
    String resource = "/com/knuddels/jtokkit/" + name + ".tiktoken";
    return new BpeTokenizer(pieceSplitRule, VocabularyFile.load(resource));
  }
}
