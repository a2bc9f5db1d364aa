package dev.compresh.compression.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Pages of the web, and tables of values. */
class PagesTest {
  @Test
  void html_isReadAsText() {
    String page =
        """
        <!DOCTYPE html>
        <html><head><title>Prices &amp; terms</title><style>p { color: red }</style>
        <script>if (a < b) { track("</p>"); }</script></head>
        <body><nav><ul><li><a class="x" href="/home">Home</a></li></ul></nav>
        <!-- a note -->
        <h1>Prices</h1><p>From   <b>5&nbsp;€</b> a month,
        see <a href="https://a.example/terms">terms</a>.</p>
        <table><tr><th>Plan</th><th>Price</th></tr><tr><td>Small</td><td>5</td></tr></table>
        <form action="/buy"><input type="hidden" name="token" value="t1"></form>
        <pre>a  b
          c</pre></body></html>
        """;
    assertThat(HtmlToText.text(page))
        .contains("Prices & terms\n")
        .contains("- (/home) Home\n")
        .contains("# Prices\nFrom 5 € a month, see (https://a.example/terms) terms.\n")
        .contains(" | Plan | Price\n | Small | 5\n")
        .contains("[form action=/buy] [input name=token value=t1]")
        .contains("a  b\n  c")
        .doesNotContain("track")
        .doesNotContain("color")
        .doesNotContain("a note");
    assertThat(HtmlToText.text(HtmlToText.text(page))).isEqualTo(HtmlToText.text(page));
  }

  @Test
  void html_fragmentsAndBrokenPages() {
    assertThat(HtmlToText.text("<div>a</div>")).isEqualTo("<div>a</div>");
    assertThat(HtmlToText.text("<html><p>1 < 2 & 3 <a href=\"x</p>")).contains("1 < 2 & 3");
    assertThat(HtmlToText.text("<html></" + "<script>".repeat(50_000))).isNotNull();
    assertThat(HtmlToText.text("<html></p>" + "<a href='".repeat(50_000))).isNotNull();
  }

  /** Looking for an end behind each of these signs would be a million million steps. */
  @Test
  void html_manySignsThatAreNoTags_areReadInOneGo() {
    String page = "<html></p>" + "< ".repeat(1_000_000);
    assertThat(assertTimeoutPreemptively(Duration.ofSeconds(60), () -> HtmlToText.text(page)))
        .startsWith("< < <");
  }

  @Test
  void csv_columnsThatDoNotVary_standOnce() {
    StringBuilder rows = new StringBuilder("id,region,status,note\n");
    for (int i = 0; i < 6; i++) {
      rows.append(i).append(",eu-west,active,\"a, b ").append(i).append("\"\n");
    }
    assertThat(CsvTable.hoist(rows.toString()))
        .startsWith("(in every row: 2 region=eu-west,3 status=active)\nid,note\n0,\"a, b 0\"\n1,")
        .endsWith("5,\"a, b 5\"\n");
    assertThat(CsvTable.hoist(rows.toString().replace(",", "\t"))).startsWith("(in every row: ");
  }

  @Test
  void csv_otherTextStays() {
    String rows = "a,b,c\n1,2,3\n1,2,4\n1,2,5\n1,2,6\n1,2\n";
    assertThat(CsvTable.hoist(rows)).isEqualTo(rows);
    assertThat(CsvTable.hoist("a,b,c")).isEqualTo("a,b,c");
    assertThat(CsvTable.hoist("")).isEmpty();
  }
}
