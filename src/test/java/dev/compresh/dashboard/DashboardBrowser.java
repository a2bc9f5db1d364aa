package dev.compresh.dashboard;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.List;
import java.util.Map;

/** Drives Chromium without a window. */
final class DashboardBrowser implements AutoCloseable {
  private static final double TIMEOUT_MS = 20_000;

  private final Playwright playwright;
  private final Browser browser;

  private DashboardBrowser(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  static DashboardBrowser start() {
    BrowserPrograms programs = BrowserPrograms.require();
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions()
                .setEnv(
                    Map.of(
                        "PLAYWRIGHT_NODEJS_PATH",
                        programs.node().toString(),
                        "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD",
                        "1")));
    Browser browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(programs.chromium())
                    .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage")));
    return new DashboardBrowser(playwright, browser);
  }

  /** A window of its own cookies. */
  DashboardTab open(String url, DashboardScreen screen) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setBaseURL(url)
                .setViewportSize(screen.width(), screen.height())
                .setColorScheme(screen.dark() ? ColorScheme.DARK : ColorScheme.LIGHT)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setPermissions(List.of("clipboard-read", "clipboard-write")));
    context.setDefaultTimeout(TIMEOUT_MS);
    return new DashboardTab(context);
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
