package dev.compresh.admin.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.http.Headers;
import dev.compresh.proxy.RequestHandler.BodyOutcome.LocalReply;
import dev.compresh.proxy.RequestHead;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The dashboard's files as browsers get them. */
class WebFilesTest {
  /** Bytes over the wire until Home shows, its charts included. */
  private static final int FIRST_VIEW = 100_000;

  private static final Pattern ASSET = Pattern.compile("(?:href|src)=\"(/assets/[^\"]+)\"");

  private final WebFiles files = new WebFiles();

  private @Nullable LocalReply ask(String method, String path, String... headers) {
    return files.answer(
        new RequestHead("r", 0, method, path, null, Headers.of(headers), "127.0.0.1"));
  }

  private LocalReply get(String path, String... headers) {
    return Objects.requireNonNull(ask("GET", path, headers), path);
  }

  private static String text(LocalReply localReply) {
    return new String(localReply.body(), StandardCharsets.UTF_8);
  }

  private List<String> assets() {
    return ASSET.matcher(text(get("/"))).results().map(found -> found.group(1)).distinct().toList();
  }

  @Test
  void page_forbidsWhatIsInlineOrFromElsewhere() {
    LocalReply page = get("/");
    assertThat(page.headers().first("content-security-policy"))
        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe-");
    assertThat(text(page)).doesNotContain("style=", "onclick", "javascript:", "{{");
    assertThat(text(page)).doesNotContainPattern("(src|href)=\"(https?:)?//");
    assertThat(page.headers().first("cache-control")).isEqualTo("no-cache");
  }

  @Test
  void pageThatIsKnown_isNotSentAgain() {
    String tag = Objects.requireNonNull(get("/").headers().first("etag"));
    LocalReply again = get("/", "if-none-match", tag);
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(again.headers().first("content-security-policy"))
        .isEqualTo(get("/").headers().first("content-security-policy"));
  }

  @Test
  void files_areKeptForEver_asTheirAddressNamesTheirContent() {
    assertThat(assets()).hasSizeGreaterThan(10);
    for (String asset : assets()) {
      LocalReply file = get(asset);
      assertThat(file.status()).as(asset).isEqualTo(200);
      assertThat(file.headers().first("cache-control")).contains("immutable");
    }
    LocalReply other = get("/assets/0123456789abcdef/app/main.js");
    assertThat(other.status()).isEqualTo(404);
    assertThat(other.headers().first("cache-control")).isEqualTo("no-store");
  }

  @Test
  void files_goOutInTheEncodingThatTheBrowserTakes() throws IOException {
    String main =
        assets().stream().filter(a -> a.endsWith("app/main.js")).findFirst().orElseThrow();
    byte[] plain = get(main).body();
    LocalReply zipped = get(main, "accept-encoding", "gzip, deflate");
    LocalReply brotli = get(main, "accept-encoding", "gzip, deflate, br");
    LocalReply refused = get(main, "accept-encoding", "br;q=0");
    assertThat(zipped.headers().first("content-encoding")).isEqualTo("gzip");
    assertThat(new GZIPInputStream(new ByteArrayInputStream(zipped.body())).readAllBytes())
        .isEqualTo(plain);
    assertThat(brotli.headers().first("content-encoding")).isIn("br", "gzip");
    assertThat(brotli.body().length).isLessThan(plain.length);
    assertThat(refused.headers().first("content-encoding")).isNull();
  }

  @Test
  void firstView_isUnder100kB() {
    String prefix = assets().getFirst().substring(0, "/assets/0123456789abcdef/".length());
    int page = get("/", "accept-encoding", "br, gzip").body().length;
    int loaded =
        assets().stream().mapToInt(a -> get(a, "accept-encoding", "br, gzip").body().length).sum();
    int home =
        ModuleGraph.closure(ResourceTree.read("/dev/compresh/web/index.html"), "app/pages/home.js")
            .stream()
            .map(module -> prefix + module)
            .filter(module -> !assets().contains(module))
            .mapToInt(module -> get(module, "accept-encoding", "br, gzip").body().length)
            .sum();
    int charts = get(prefix + "vendor/uplot.min.js", "accept-encoding", "br").body().length;
    assertThat(page + loaded + home + charts).isLessThan(FIRST_VIEW);
  }

  @Test
  void addressesOfPages_answerBrowsersAlone() {
    assertThat(text(get("/keys", "accept", "text/html,*/*"))).contains("<!doctype html>");
    assertThat(ask("GET", "/keys", "accept", "application/json")).isNull();
    assertThat(ask("GET", "/admin/v1/keys", "accept", "text/html")).isNull();
    assertThat(ask("GET", "/v1/models", "accept", "text/html")).isNull();
    assertThat(ask("POST", "/")).isNull();
  }

  @Test
  void pathsOutOfTheFolder_leadNowhere() {
    String prefix = assets().getFirst().substring(0, "/assets/0123456789abcdef/".length());
    for (String path : List.of("../index.html", "..%2f..%2fMETA-INF/MANIFEST.MF", "app/", "")) {
      assertThat(get(prefix + path).status()).as(path).isEqualTo(404);
    }
  }
}
