package dev.compresh.token;

import static dev.compresh.token.CharClass.LETTER;
import static dev.compresh.token.CharClass.NEWLINE;
import static dev.compresh.token.CharClass.NUMBER;
import static dev.compresh.token.CharClass.PREFIX;

/**
 * The split pattern of cl100k_base, as OpenAI published it with tiktoken:
 *
 * <pre>{@code
 * (?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*
 * |\s*[\r\n]+|\s+(?!\S)|\s+
 * }</pre>
 */
final class Cl100kSplitter implements PieceSplitRule {

  @Override
  public int end(byte[] b, int from, int to) {
    int contraction = PieceSplitRule.contraction(b, from, to);
    if (contraction > from) {
      return contraction;
    }
    int first = CharClass.classify(b, from);
    if ((first & NUMBER) != 0) {
      return PieceSplitRule.number(b, from, to);
    }
    int second = CharClass.next(from, first);
    boolean prefix = (first & PREFIX) != 0 && (CharClass.classify(b, second, to) & LETTER) != 0;
    if (prefix || (first & LETTER) != 0) {
      return CharClass.skip(b, second, to, LETTER);
    }
    int symbols = PieceSplitRule.symbols(b, from, to);
    if (symbols >= 0) {
      return CharClass.skip(b, symbols, to, NEWLINE);
    }
    return PieceSplitRule.whiteSpace(b, from, to);
  }
}
