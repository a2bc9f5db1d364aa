package dev.compresh.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** One tab of the browser, with what went wrong in it. */
final class DashboardTab implements AutoCloseable {
  private static final String AXE = "/dev/compresh/dashboard/axe.min.js";

  /** What axe found, as lines; rules of WCAG 2.2 A and AA, and best practice. */
  private static final String RUN_AXE =
      """
      async () => (await axe.run(document, {resultTypes: ['violations']})).violations.flatMap(
        v => v.nodes.map(n => v.id + ': ' + n.target.join(' ') + ' ' + n.html.slice(0, 160)
          + ' ' + (n.any[0]?.message ?? '')))
      """;

  private static final String IDLE = "() => !document.querySelector('.skeleton, [aria-busy=true]')";

  private final BrowserContext context;
  private final Page page;
  private final List<String> problems = new ArrayList<>();
  private final List<String> refused = new ArrayList<>();

  DashboardTab(BrowserContext context) {
    this.context = context;
    this.page = context.newPage();
    page.onConsoleMessage(
        message -> {
          if (List.of("error", "warning").contains(message.type())) {
            problems.add(message.text());
          }
        });
    page.onPageError(problems::add);
    page.onDialog(
        dialog -> {
          problems.add("dialog: " + dialog.message());
          dialog.dismiss();
        });
    page.onResponse(this::note);
  }

  private void note(Response response) {
    if (response.status() == 401 || response.status() == 403) {
      refused.add(response.status() + " " + response.url());
    }
  }

  Page page() {
    return page;
  }

  BrowserContext context() {
    return context;
  }

  /** Errors and warnings of the console, of pages and of the content security policy. */
  List<String> problems() {
    return problems;
  }

  /** Calls that the API refused. */
  List<String> refused() {
    return refused;
  }

  void signIn(String name, String password) {
    page.navigate("/");
    page.getByLabel("Name").fill(name);
    page.getByLabel("Password").fill(password);
    button("Sign in");
    page.locator(".shell, input[name=new_password]").first().waitFor();
  }

  /** Opens an address of the dashboard and waits until it shows what it has. */
  void go(String path) {
    page.navigate(path);
    settle();
  }

  void settle() {
    page.locator("main h1").first().waitFor();
    page.waitForFunction(IDLE);
  }

  void button(String name) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true))
        .first()
        .click();
  }

  /** Locates elements that hold {@code text}. */
  static Page.LocatorOptions withText(String text) {
    return new Page.LocatorOptions().setHasText(text);
  }

  void press(String... keys) {
    for (String key : keys) {
      page.keyboard().press(key);
    }
  }

  /** Presses Tab until the element that is named {@code name} has the focus. */
  void tabTo(String name) {
    String script =
        """
        name => { const e = document.activeElement; if (!e) return false;
          const said = [e.getAttribute('aria-label'), e.labels?.[0]?.textContent, e.textContent];
          return said.some(s => s?.trim() === name); }
        """;
    for (int i = 0; i < 80; i++) {
      if (Boolean.TRUE.equals(page.evaluate(script, name))) {
        return;
      }
      page.keyboard().press("Tab");
    }
    throw new AssertionError("Tab does not reach '" + name + "'.");
  }

  @SuppressWarnings("unchecked")
  List<String> accessibilityFaults() {
    page.evaluate(axe());
    List<String> found = (List<String>) Objects.requireNonNull(page.evaluate(RUN_AXE));
    return found.stream().map(each -> page.url() + ": " + each).toList();
  }

  /** Nothing sticks out to the side. */
  void assertFits() {
    Object over = page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth");
    assertThat(((Number) Objects.requireNonNull(over)).intValue()).as(page.url()).isNotPositive();
  }

  private static String axe() {
    try (InputStream in = Objects.requireNonNull(DashboardTab.class.getResourceAsStream(AXE))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    context.close();
  }
}
