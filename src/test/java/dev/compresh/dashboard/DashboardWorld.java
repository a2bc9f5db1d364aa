package dev.compresh.dashboard;

import com.microsoft.playwright.APIRequestContext;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.options.RequestOptions;
import dev.compresh.account.Bootstrap;
import dev.compresh.cli.RunningProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A running program without any provider but the simulated one, and a browser before it; one of
 * both for all tests. Tests make what they change.
 */
final class DashboardWorld implements AutoCloseable {
  static final String PASSWORD = "correct horse battery";

  /** Settings of a program whose requests go to the simulated provider inside it. */
  static final Map<String, String> SIMULATED = simulated();

  private final DashboardBrowser browser;
  private final RunningProgram program;
  private final Bootstrap.InitialSignIn first;
  private final AtomicInteger next = new AtomicInteger();

  private DashboardWorld(DashboardBrowser browser, RunningProgram program) {
    this.browser = browser;
    this.program = program;
    this.first = program.firstOwner();
    try (DashboardTab tab = open(DashboardScreen.DESK_LIGHT)) {
      tab.signIn(first.name(), first.password());
      tab.go("/connect");
      tab.button("Play the demo");
      tab.page().getByText("fewer tokens").first().waitFor();
    }
  }

  private static Map<String, String> simulated() {
    Map<String, String> settings = new HashMap<>(RunningProgram.UNHURRIED);
    for (String name :
        new String[] {
          "OPENAI_API_KEY",
          "ANTHROPIC_API_KEY",
          "COMPRESH_OPENAI_BASE_URL",
          "COMPRESH_ANTHROPIC_BASE_URL"
        }) {
      settings.put(name, "");
    }
    return Map.copyOf(settings);
  }

  RunningProgram program() {
    return program;
  }

  /** A tab in which nobody is signed in. */
  DashboardTab open(DashboardScreen screen) {
    return browser.open(program.adminUrl(), screen);
  }

  /** A tab of the operator's. */
  DashboardTab operator(DashboardScreen screen) {
    DashboardTab tab = open(screen);
    tab.signIn(first.name(), first.password());
    return tab;
  }

  /** A name that nothing has. */
  String name() {
    return "n" + next.incrementAndGet();
  }

  /** Calls the administration API as the one who is signed in in {@code tab}. */
  static JsonNode call(DashboardTab tab, String method, String path, Map<String, ?> body) {
    APIRequestContext request = tab.context().request();
    JsonNode me = json(request.get("/admin/v1/me"));
    RequestOptions options =
        RequestOptions.create()
            .setMethod(method)
            .setHeader("x-csrf-token", me.path("csrf_token").asString());
    if (!body.isEmpty()) {
      options.setData(body);
    }
    return json(request.fetch("/admin/v1" + path, options));
  }

  private static JsonNode json(APIResponse response) {
    if (!response.ok()) {
      throw new AssertionError(response.url() + ": " + response.status() + " " + response.text());
    }
    return new JsonMapper().readTree(response.text());
  }

  @Override
  public void close() {
    browser.close();
    program.close();
  }

  /** Hands the one world to tests; started by the first, stopped after the last. */
  static final class Shared implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == DashboardWorld.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(ExtensionContext.Namespace.GLOBAL)
          .computeIfAbsent(DashboardWorld.class, _ -> start(), DashboardWorld.class);
    }

    private static DashboardWorld start() {
      DashboardBrowser browser = DashboardBrowser.start();
      try {
        Path folder = Files.createTempDirectory("dashboard");
        folder.toFile().deleteOnExit();
        return new DashboardWorld(browser, RunningProgram.quick(folder, SIMULATED));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
