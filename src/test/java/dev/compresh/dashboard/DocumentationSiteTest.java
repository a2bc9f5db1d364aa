package dev.compresh.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The documentation works as a folder of pages: every page opens, and the search needs no server.
 */
class DocumentationSiteTest {
  private static final Path GENERATOR = Path.of("docs", "site");

  @TempDir private static Path folder;

  private static DashboardBrowser browser;

  @BeforeAll
  static void build() throws Exception {
    if (!Files.isDirectory(GENERATOR.resolve("node_modules"))) {
      String missing = "docs/site/node_modules is missing: run 'npm ci' in docs/site";
      if (Boolean.parseBoolean(System.getenv("COMPRESH_CI"))) {
        fail(missing);
      }
      abort(missing);
    }
    browser = DashboardBrowser.start();
    Path log = folder.resolve("build.txt");
    Process build =
        new ProcessBuilder("npm", "run", "build", "--", "--output=" + folder.resolve("site"))
            .directory(GENERATOR.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    boolean ended = build.waitFor(300, TimeUnit.SECONDS);
    build.destroyForcibly();
    assertThat(ended && build.exitValue() == 0).as(Files.readString(log, UTF_8)).isTrue();
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
  }

  private static DashboardTab open(DashboardScreen screen) {
    return browser.open("file:///", screen);
  }

  private static String url(String page) {
    return folder.resolve("site").resolve(page).toUri().toString();
  }

  private static List<String> pages() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("site"))) {
      return files
          .filter(file -> file.toString().endsWith(".html"))
          .map(file -> file.toUri().toString())
          .sorted()
          .toList();
    }
  }

  @Test
  void pages_openWithoutErrorsAndFitEveryScreen() throws IOException {
    assertThat(pages()).hasSizeGreaterThan(40);
    for (DashboardScreen screen : List.of(DashboardScreen.PHONE_LIGHT, DashboardScreen.DESK_DARK)) {
      try (DashboardTab tab = open(screen)) {
        for (String page : pages()) {
          tab.page().navigate(page);
          tab.assertFits();
        }
        assertThat(tab.problems()).isEmpty();
      }
    }
  }

  @Test
  void links_leadToFilesAndAnchorsOfTheFolder() throws IOException {
    try (DashboardTab tab = open(DashboardScreen.DESK_LIGHT)) {
      for (String page : pages()) {
        tab.page().navigate(page);
        for (String address : addresses(tab.page())) {
          if (!address.startsWith("http")) {
            String file = address.replaceFirst("#.*", "");
            assertThat(Path.of(URI.create(file))).as(page).isRegularFile();
          }
        }
        assertThat(lostAnchors(tab.page())).as(page).isEmpty();
      }
    }
  }

  @SuppressWarnings("unchecked")
  private static List<String> addresses(Page page) {
    String script = "() => [...document.querySelectorAll('a, img')].map(e => e.href ?? e.src)";
    return (List<String>) Objects.requireNonNull(page.evaluate(script));
  }

  @SuppressWarnings("unchecked")
  private static List<String> lostAnchors(Page page) {
    String script =
        """
        () => [...document.querySelectorAll('a[href^="#"]')].map(a => a.getAttribute('href'))
          .filter(href => !document.getElementById(decodeURIComponent(href.slice(1))))
        """;
    return (List<String>) Objects.requireNonNull(page.evaluate(script));
  }

  @Test
  void search_findsASectionAndOpensIt() {
    try (DashboardTab tab = open(DashboardScreen.DESK_LIGHT)) {
      Page page = tab.page();
      page.navigate(url("docs/reference/errors.html"));
      tab.press("/");
      page.keyboard().type("several providers");
      Locator hit = page.locator("#results a", DashboardTab.withText("Several providers")).first();
      hit.click();
      page.waitForURL("**/docs/operations.html#several-providers-for-a-model");
      assertThat(page.locator("#several-providers-for-a-model").isVisible()).isTrue();
      assertThat(tab.problems()).isEmpty();
    }
  }

  @Test
  void search_findsAConfigurationKey() {
    try (DashboardTab tab = open(DashboardScreen.PHONE_LIGHT)) {
      tab.page().navigate(url("index.html"));
      tab.page().getByLabel("Search").fill("time-limits first-byte");
      tab.page().locator("#results a", DashboardTab.withText("Configuration")).first().waitFor();
      tab.page().getByLabel("Search").fill("qwertyuiop");
      tab.page().getByText("Nothing found").waitFor();
      tab.assertFits();
    }
  }

  @Test
  void theme_isRememberedFromPageToPage() {
    try (DashboardTab tab = open(DashboardScreen.DESK_LIGHT)) {
      tab.page().navigate(url("index.html"));
      String light = background(tab.page());
      tab.button("Light or dark");
      String dark = background(tab.page());
      assertThat(dark).isNotEqualTo(light);
      tab.page().navigate(url("docs/glossary.html"));
      assertThat(background(tab.page())).isEqualTo(dark);
    }
  }

  private static String background(Page page) {
    String script = "() => getComputedStyle(document.documentElement).backgroundColor";
    return Objects.requireNonNull(page.evaluate(script)).toString();
  }

  @Test
  void menu_opensOnAPhone() {
    try (DashboardTab tab = open(DashboardScreen.PHONE_LIGHT)) {
      tab.page().navigate(url("index.html"));
      Locator menu = tab.page().locator("nav");
      assertThat(menu.isVisible()).isFalse();
      tab.button("Menu");
      menu.locator("a", new Locator.LocatorOptions().setHasText("Glossary")).click();
      tab.page().waitForURL("**/docs/glossary.html");
    }
  }

  @Test
  void pages_haveNoAccessibilityFault() throws IOException {
    for (DashboardScreen screen : List.of(DashboardScreen.DESK_LIGHT, DashboardScreen.PHONE_DARK)) {
      try (DashboardTab tab = open(screen)) {
        for (String page : pages()) {
          tab.page().navigate(page);
          assertThat(tab.accessibilityFaults()).isEmpty();
        }
      }
    }
  }
}
