package dev.compresh.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;

/** The scanners cut where the published patterns cut, piece by piece. */
class PieceSplitRuleTest {
  private static final String WORD_ENDS = "(?i:'s|'t|'re|'ve|'m|'ll|'d)";
  private static final String SPACES = "|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";

  private static final Pattern CL100K =
      pattern(
          WORD_ENDS
              + "|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*"
              + SPACES);

  private static final Pattern O200K =
      pattern(
          "[^\\r"
              + "\\n"
              + "\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]*[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]+"
              + (WORD_ENDS + "?|")
              + "[^\\r"
              + "\\n"
              + "\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]+[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]*"
              + (WORD_ENDS + "?|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*")
              + SPACES);

  private static Pattern pattern(String regex) {
    return Pattern.compile(regex, Pattern.UNICODE_CHARACTER_CLASS);
  }

  @Property(tries = 2000, seed = "1")
  @Domain(MixedTexts.class)
  void o200k_cutsAsItsPattern(@ForAll String text) {
    assertThat(pieces(new O200kSplitter(), text)).isEqualTo(matches(O200K, text));
  }

  @Property(tries = 2000, seed = "1")
  @Domain(MixedTexts.class)
  void cl100k_cutsAsItsPattern(@ForAll String text) {
    assertThat(pieces(new Cl100kSplitter(), text)).isEqualTo(matches(CL100K, text));
  }

  private static List<String> pieces(PieceSplitRule pieceSplitRule, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    List<String> pieces = new ArrayList<>();
    int start = 0;
    while (start < utf8.length) {
      int end = pieceSplitRule.end(utf8, start, utf8.length);
      pieces.add(new String(utf8, start, end - start, StandardCharsets.UTF_8));
      start = end;
    }
    return pieces;
  }

  private static List<String> matches(Pattern pattern, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    Matcher matcher = pattern.matcher(new String(utf8, StandardCharsets.UTF_8));
    List<String> pieces = new ArrayList<>();
    while (matcher.find()) {
      pieces.add(matcher.group());
    }
    return pieces;
  }
}
