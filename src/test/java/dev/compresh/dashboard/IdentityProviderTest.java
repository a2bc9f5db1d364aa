package dev.compresh.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.RequestOptions;
import dev.compresh.cli.RunningProgram;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People sign in through a real identity provider, in a real browser. */
class IdentityProviderTest {
  private static final ProviderWorld[] WORLD = new ProviderWorld[1];

  private record ProviderWorld(
      DashboardBrowser browser, IdentityProviderProcess provider, RunningProgram program)
      implements AutoCloseable {
    @Override
    public void close() {
      browser.close();
      program.close();
      provider.close();
    }
  }

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException {
    Path home = Files.createDirectory(folder.resolve("home"));
    int adminPort = freePort();
    String url = "http://127.0.0.1:" + adminPort;
    IdentityProviderProcess provider =
        IdentityProviderProcess.start(
            freePort(), url + "/admin/v1/sign-in/oidc/callback", url + "/");
    DashboardBrowser browser = DashboardBrowser.start();
    Files.writeString(
        home.resolve("compresh.yaml"),
        """
        admin: {port: %d, public-url: "%s"}
        oidc:
          issuer: "%s"
          name: Example Corp
          client-id: %s
          client-secret: %s
          scopes: [email, groups]
          passwords: owners
          access:
            - {group: llm-admins, role: admin}
            - {group: llm-users, role: member}
        """
            .formatted(
                adminPort,
                url,
                provider.issuer(),
                IdentityProviderProcess.CLIENT,
                IdentityProviderProcess.SECRET));
    var settings = new java.util.HashMap<>(DashboardWorld.SIMULATED);
    settings.put("COMPRESH_ADMIN_PORT", Integer.toString(adminPort));
    WORLD[0] = new ProviderWorld(browser, provider, RunningProgram.quick(home, settings));
  }

  @AfterAll
  static void stop() {
    ProviderWorld world = WORLD[0];
    if (world != null) {
      world.close();
    }
  }

  private static ProviderWorld world() {
    return Objects.requireNonNull(WORLD[0]);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static DashboardTab open() {
    return world().browser().open(world().program().adminUrl(), DashboardScreen.DESK_LIGHT);
  }

  /** Goes to {@code path} and signs in at the provider as {@code user}. */
  private static void signIn(DashboardTab tab, String path, String user) {
    Page page = tab.page();
    page.navigate(path);
    page.getByText("Sign in with Example Corp").click();
    page.waitForURL(world().provider().issuer() + "/**");
    if (page.locator("input[name=login]").count() > 0) {
      page.locator("input[name=login]").fill(user);
      page.locator("input[name=password]").fill("any");
      page.locator("button[type=submit]").click();
    }
    page.locator("button[type=submit]").click();
    page.waitForURL(world().program().adminUrl() + "/**");
  }

  @Test
  void aPerson_signsInThroughTheProvider_andComesBackToTheirPage() {
    world().provider().putInto("ann", "llm-users");
    try (DashboardTab tab = open()) {
      signIn(tab, "/keys?period=7d", "ann");
      tab.settle();
      assertThat(tab.page().url()).isEqualTo(world().program().adminUrl() + "/keys?period=7d");
      assertThat(tab.page().locator(".who").first().textContent())
          .contains("ann@example.com", "member");
      assertThat(tab.page().evaluate("document.cookie")).isEqualTo("");
      tab.button("Sign out");
      tab.page().waitForURL(world().provider().issuer() + "/session/end**");
      APIResponse me = tab.context().request().get(world().program().adminUrl() + "/admin/v1/me");
      assertThat(me.status()).isEqualTo(401);
    }
  }

  @Test
  void aRemovedGroup_endsAccessAtTheNextSignIn_andIsSaidPlainly() {
    world().provider().putInto("bob", "llm-admins");
    try (DashboardTab tab = open();
        DashboardTab other = open()) {
      signIn(tab, "/", "bob");
      tab.settle();
      assertThat(tab.page().locator(".who").first().textContent()).contains("admin");
      world().provider().putInto("bob", "");
      signIn(other, "/", "bob");
      other.page().getByText("has no access to Compresh").waitFor();
      assertThat(other.accessibilityFaults()).isEmpty();
      APIResponse me = tab.context().request().get(world().program().adminUrl() + "/admin/v1/me");
      assertThat(me.status()).isEqualTo(401);
    }
  }

  @Test
  void anAnswerThatIsSentTwice_orInAnotherBrowser_signsNobodyIn() {
    world().provider().putInto("eve", "llm-users");
    try (DashboardTab tab = open();
        DashboardTab other = open()) {
      String[] callback = new String[1];
      tab.page()
          .onRequest(
              request -> {
                if (request.url().contains("/oidc/callback")) {
                  callback[0] = request.url();
                }
              });
      signIn(tab, "/", "eve");
      tab.settle();
      for (DashboardTab each : new DashboardTab[] {tab, other}) {
        APIResponse again =
            each.context()
                .request()
                .get(
                    Objects.requireNonNull(callback[0]),
                    RequestOptions.create().setMaxRedirects(0));
        assertThat(again.status()).isEqualTo(303);
        assertThat(again.headers().get("location")).isEqualTo("/#sign-in-failed=expired");
      }
      other.page().navigate(Objects.requireNonNull(callback[0]));
      other.page().getByText("took too long or was started in another tab").waitFor();
    }
  }

  @Test
  void theLocalOwner_getsInWithTheirPassword() {
    try (DashboardTab tab = open()) {
      tab.signIn(world().program().firstOwner().name(), world().program().firstOwner().password());
      tab.settle();
      assertThat(tab.page().locator(".who").first().textContent()).contains("operator");
      assertThat(
              tab.page()
                  .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign out"))
                  .count())
          .isPositive();
    }
  }
}
