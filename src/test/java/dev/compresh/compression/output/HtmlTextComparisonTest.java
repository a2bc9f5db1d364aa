package dev.compresh.compression.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A page as text has the words that jsoup, a full parser of HTML, reads in it, in their order. */
class HtmlTextComparisonTest {
  private static final List<String> BLOCKS =
      List.of("p", "div", "h2", "li", "td", "blockquote", "section", "pre", "dt");
  private static final List<String> INLINE = List.of("b", "i", "span", "code", "em", "small");
  private static final List<String> WORDS =
      List.of(
          "apple",
          "Straße",
          "5&nbsp;€",
          "a&amp;b",
          "&lt;tag&gt;",
          "&#228;h",
          "x&#x41;y",
          "日本",
          "&quot;so&quot;",
          "&mdash;",
          "C++",
          "50%");

  /** Letters and digits of a text: how lines and marks are set differs by design. */
  private static String words(String text) {
    StringBuilder words = new StringBuilder();
    text.codePoints().filter(Character::isLetterOrDigit).forEach(words::appendCodePoint);
    return words.toString().toLowerCase(Locale.ROOT);
  }

  private static String read(String page) {
    Document document = Jsoup.parse(page);
    document.select("script, style, noscript, template").remove();
    return words(document.title() + document.body().wholeText());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html><head><title>A &amp; B</title></head><body><p>One<br>two</p></body></html>",
        "<!DOCTYPE html><html><body><script>var a = '<p>no</p>';</script><p>yes</p></body></html>",
        "<html><body><!-- <p>hidden</p> --><P CLASS=x>Upper <B>case</B></P></body></html>",
        "<html><body><ul><li>a<li>b</ul><table><tr><td>1<td>2</table></body></html>",
        "<html><style>p > b { content: 'no' }</style><body>1 < 2 and 3 > 2</body></html>"
      })
  void pagesOfPeople_haveTheSameWords(String page) {
    assertThat(words(HtmlToText.text(page))).isEqualTo(read(page));
  }

  @Property(tries = 400, seed = "1")
  void randomPages_haveTheSameWords(@ForAll long seed) {
    Random random = new Random(seed);
    StringBuilder page = new StringBuilder("<!DOCTYPE html>\n<html><head><title>Page</title>");
    page.append("</head><body>");
    for (int i = 0; i < 12; i++) {
      String block = BLOCKS.get(random.nextInt(BLOCKS.size()));
      boolean cell = block.equals("td");
      page.append(cell ? "<table><tr>" : "").append('<').append(block).append('>');
      for (int k = 0; k < 1 + random.nextInt(4); k++) {
        String word = WORDS.get(random.nextInt(WORDS.size()));
        String inline = INLINE.get(random.nextInt(INLINE.size()));
        page.append(random.nextBoolean() ? word : "<" + inline + ">" + word + "</" + inline + ">");
        page.append(' ');
      }
      page.append("</").append(block).append('>').append(cell ? "</tr></table>" : "");
    }
    page.append("</body></html>");
    assertThat(words(HtmlToText.text(page.toString())))
        .as("%s", page)
        .isEqualTo(read(page.toString()));
  }
}
