package dev.compresh.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Takes pictures of every page for people to look at; {@code bench/screenshots.sh} runs it. */
@ExtendWith(DashboardWorld.Shared.class)
@EnabledIfSystemProperty(named = "screenshots", matches = ".+")
class ScreenshotsTest {
  private static final AtomicBoolean SEEDED = new AtomicBoolean();
  private static final Path FOLDER = Path.of(System.getProperty("screenshots", "target/screens"));

  @ParameterizedTest
  @EnumSource(DashboardScreen.class)
  void everyPage(DashboardScreen screen, DashboardWorld world) throws Exception {
    Files.createDirectories(FOLDER);
    if (SEEDED.compareAndSet(false, true)) {
      SeededMonth.write(world);
    }
    String suffix = "-" + screen.name().toLowerCase(Locale.ROOT).replace('_', '-') + ".png";
    try (DashboardTab tab = world.open(screen)) {
      tab.page().navigate("/");
      tab.page().locator("input[name=name]").waitFor();
      picture(tab, "sign-in" + suffix, false);
    }
    try (DashboardTab tab = world.operator(screen)) {
      for (Map.Entry<String, String> page : pages(tab).entrySet()) {
        tab.go(page.getValue());
        if (page.getValue().contains("open=")) {
          tab.page().locator("dialog[open]").waitFor();
          tab.page().waitForFunction("() => !document.querySelector('dialog .skeleton')");
        }
        tab.page().waitForTimeout(300); // what a chart paints is not in the document
        picture(tab, page.getKey() + suffix, !page.getValue().contains("open="));
      }
      assertThat(FOLDER.resolve("home" + suffix)).exists();
    }
  }

  private static void picture(DashboardTab tab, String name, boolean whole) {
    tab.page()
        .screenshot(new Page.ScreenshotOptions().setPath(FOLDER.resolve(name)).setFullPage(whole));
  }

  /** Addresses by the names of their pictures. */
  private static Map<String, String> pages(DashboardTab tab) {
    Map<String, String> pages = new LinkedHashMap<>();
    for (String path : DashboardPagesTest.PAGES) {
      String name = path.replaceAll("[^a-z]+", "-").replaceAll("^-|-$", "");
      pages.put(name.isEmpty() ? "home" : name, path);
    }
    JsonNode session = DashboardWorld.call(tab, "GET", "/sessions", Map.of()).at("/data/0");
    pages.put(
        "session",
        "/session?key_id=%s&id=%s"
            .formatted(session.path("key_id").asString(), session.path("id").asString()));
    JsonNode key = DashboardWorld.call(tab, "GET", "/keys", Map.of()).at("/data/0");
    pages.put("key", "/keys?open=" + key.path("id").asString());
    pages.put("model", "/models?open=gpt-4o");
    pages.put("provider", "/providers?open=sim");
    return pages;
  }
}
