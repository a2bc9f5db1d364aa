package dev.compresh.token;

import static dev.compresh.token.CharClass.CASELESS;
import static dev.compresh.token.CharClass.LETTER;
import static dev.compresh.token.CharClass.LOWER;
import static dev.compresh.token.CharClass.MARK;
import static dev.compresh.token.CharClass.NUMBER;
import static dev.compresh.token.CharClass.PREFIX;
import static dev.compresh.token.CharClass.UPPER;

/**
 * The split pattern of o200k_base, as OpenAI published it with tiktoken:
 *
 * <pre>{@code
 * [^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?
 * |[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?
 * |\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+
 * }</pre>
 */
final class O200kSplitter implements PieceSplitRule {
  private static final int HEAD = UPPER | CASELESS | MARK;
  private static final int TAIL = LOWER | CASELESS | MARK;

  @Override
  public int end(byte[] b, int from, int to) {
    int first = CharClass.classify(b, from);
    if ((first & LETTER) != 0) {
      int word = word(b, from, to);
      return PieceSplitRule.contraction(b, word >= 0 ? word : ~word, to);
    }
    if ((first & NUMBER) != 0) {
      return PieceSplitRule.number(b, from, to);
    }
    if ((first & PREFIX) != 0) {
      int word = prefixed(b, from, CharClass.next(from, first), first, to);
      if (word > from) {
        return PieceSplitRule.contraction(b, word, to);
      }
    }
    int symbols = PieceSplitRule.symbols(b, from, to);
    if (symbols >= 0) {
      return lineEndsAndSlashes(b, symbols, to);
    }
    return PieceSplitRule.whiteSpace(b, from, to);
  }

  /** A word behind a prefix, by the order in which the pattern tries; {@code from} where none. */
  private static int prefixed(byte[] b, int from, int second, int first, int to) {
    int word = word(b, second, to);
    if (word >= 0) {
      return word;
    }
    // A mark may be the prefix, but it may as well be the word's first letter, and the first
    // alternative is tried that way before the second one is tried at all.
    if ((first & MARK) != 0) {
      int unprefixed = word(b, from, to);
      return unprefixed >= 0 ? unprefixed : ~unprefixed;
    }
    return ~word > second ? ~word : from;
  }

  /**
   * The first alternative, without prefix and contraction: where it ends, or {@code ~end} of the
   * run of upper-case letters (possibly empty) if it does not match; the second alternative matches
   * just that run.
   */
  private static int word(byte[] b, int from, int to) {
    int i = from;
    int afterCaseless = -1;
    int found = CharClass.classify(b, i, to);
    while ((found & HEAD) != 0) {
      i = CharClass.next(i, found);
      if ((found & UPPER) == 0) {
        afterCaseless = i;
      }
      found = CharClass.classify(b, i, to);
    }
    if ((found & LOWER) != 0) {
      return CharClass.skip(b, CharClass.next(i, found), to, TAIL);
    }
    // The head gives back until its tail has a character: the last one that is not upper case.
    return afterCaseless >= 0 ? afterCaseless : ~i;
  }

  private static int lineEndsAndSlashes(byte[] b, int from, int to) {
    int i = from;
    while (i < to && (b[i] == '\r' || b[i] == '\n' || b[i] == '/')) {
      i++;
    }
    return i;
  }
}
