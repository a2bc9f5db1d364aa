package dev.compresh.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.admin.api.AdminRoute;
import dev.compresh.cli.AdminClient.AdminAnswer;
import dev.compresh.cli.AdminWorld.Who;
import dev.compresh.observe.LogSetup;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Planted secrets are searched for in all that can be read, with the log at its loudest. */
class AdminSecretsTest {
  private static final String PASSWORD = "canary-password-8472";
  private static final String WEBHOOK = "whsec_canary_webhook_7719";
  private static final String STORED_KEY = "sk-canary-stored-1183";
  private static final String PROVIDER_KEY = "sk-canary-provider-5521";

  @Test
  void passwordsTokensAndKeys_areShownOnceAndNowhereElse(@TempDir Path folder) {
    PrintStream standardError = System.err;
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    StringBuilder seen = new StringBuilder();
    List<String> secrets = new ArrayList<>(List.of(PASSWORD, PROVIDER_KEY, STORED_KEY, WEBHOOK));
    try (AdminWorld world =
        AdminWorld.start(
            folder,
            Map.of(
                "COMPRESH_LOG_LEVEL",
                "debug",
                "COMPRESH_LOG_FORMAT",
                "json",
                "COMPRESH_STRIPE_WEBHOOK_SECRET",
                WEBHOOK,
                "OPENAI_API_KEY",
                PROVIDER_KEY))) {
      AdminClient operator = world.as(Who.OPERATOR);
      String name = world.name();
      String user = "{\"name\":\"" + name + "\",\"password\":\"" + PASSWORD + "\"}";
      seen.append(operator.post("/admin/v1/users", user).text());
      seen.append(operator.post("/admin/v1/users", user).text());
      seen.append(operator.post("/admin/v1/users", "{\"password\":\"" + PASSWORD + "\",").text());
      String provider =
          "{\"name\":\"canary\",\"base_url\":\"https://llm.example/v1\",\"key\":\"%s\"}"
              .formatted(STORED_KEY);
      AdminAnswer stored = operator.post("/admin/v1/providers", provider);
      assertThat(stored.status()).as(stored.text()).isEqualTo(201);
      seen.append(stored.text());
      AdminClient client = world.stranger();
      AdminAnswer signedIn = client.signIn(name, PASSWORD);
      String cookie = signedIn.header("set-cookie");
      secrets.add(cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';')));
      seen.append(signedIn.text());
      seen.append(world.stranger().signIn(PASSWORD, PASSWORD).text());
      secrets.add(client.post("/admin/v1/tokens", "{\"description\":\"t\"}").at("/token"));
      String key = client.post("/admin/v1/keys", "{\"description\":\"k\"}").at("/key");
      secrets.add(key);
      secrets.add(key.substring(14));
      world.chat(key, "s");
      String wrong = "{\"current_password\":\"%s\",\"new_password\":\"short\"}".formatted(PASSWORD);
      seen.append(client.post("/admin/v1/password", wrong).text());
      AdminAnswer reset =
          operator.post("/admin/v1/users/" + world.user() + "/reset-password", null);
      secrets.add(reset.at("/one_time_password"));
      AdminClient confused = world.stranger();
      confused.useToken(key);
      seen.append(confused.get("/admin/v1/me").text());
      for (AdminRoute adminRoute : world.routes()) {
        if (adminRoute.method().equals("GET")
            && !adminRoute.answerMedia().equals("text/event-stream")
            && !adminRoute.path().contains("{")) {
          seen.append(operator.get(adminRoute.path()).text());
        }
      }
      seen.append(operator.get("/admin/v1/audit?all=true&limit=200").text());
      seen.append(operator.get("/metrics").text());
    } finally {
      System.setErr(standardError);
      LogSetup.apply("warn", false);
    }
    seen.append(log.toString(StandardCharsets.UTF_8));
    assertThat(seen).contains("\"action\":\"user.create\"", "compresh_requests_total");
    assertThat(secrets).hasSize(9).allSatisfy(secret -> assertThat(seen).doesNotContain(secret));
  }
}
