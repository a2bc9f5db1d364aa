package dev.compresh.token;

import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import java.nio.charset.StandardCharsets;

/** JTokkit, which counts must agree with, besides the counters under test, loaded once. */
final class JtokkitOracle {
  static final JtokkitOracle O200K =
      new JtokkitOracle(EncodingType.O200K_BASE, new O200kSplitter());
  static final JtokkitOracle CL100K =
      new JtokkitOracle(EncodingType.CL100K_BASE, new Cl100kSplitter());

  private final Encoding encoding;
  final PieceSplitRule splitter;
  final TokenVocabulary vocabulary;
  final Tokenizer tokenizer;

  private JtokkitOracle(EncodingType type, PieceSplitRule pieceSplitRule) {
    this.encoding = com.knuddels.jtokkit.Encodings.newLazyEncodingRegistry().getEncoding(type);
    this.splitter = pieceSplitRule;
    this.vocabulary = VocabularyFile.load("/com/knuddels/jtokkit/" + type.getName() + ".tiktoken");
    this.tokenizer = new BpeTokenizer(pieceSplitRule, vocabulary);
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
