package dev.compresh.token;

import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import java.nio.charset.StandardCharsets;

/** JTokkit, which counts must agree with, beside the counters under test, loaded once. */
final class Oracle {
  static final Oracle O200K = new Oracle(EncodingType.O200K_BASE, new O200kSplitter());
  static final Oracle CL100K = new Oracle(EncodingType.CL100K_BASE, new Cl100kSplitter());

  private final Encoding encoding;
  final Splitter splitter;
  final Vocabulary vocabulary;
  final Tokenizer tokenizer;

  private Oracle(EncodingType type, Splitter splitter) {
    this.encoding = com.knuddels.jtokkit.Encodings.newLazyEncodingRegistry().getEncoding(type);
    this.splitter = splitter;
    this.vocabulary = VocabularyFile.load("/com/knuddels/jtokkit/" + type.getName() + ".tiktoken");
    this.tokenizer = new BpeTokenizer(splitter, vocabulary);
  }

  /** A counter that takes texts and long pieces in small parts, to pass many seams. */
  Tokenizer inSmallParts() {
    return new BpeTokenizer(splitter, vocabulary, 16, 64);
  }

  /** What JTokkit counts; unpaired surrogates, which it can't always read, are replaced first. */
  int count(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return encoding.countTokensOrdinary(new String(utf8, StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return encoding.getName();
  }
}
