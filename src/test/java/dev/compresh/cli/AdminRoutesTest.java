package dev.compresh.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.admin.api.AdminRoute;
import dev.compresh.admin.api.JsonSchema;
import dev.compresh.admin.api.OpenApi;
import dev.compresh.admin.api.SchemaCheck;
import dev.compresh.cli.AdminClient.AdminAnswer;
import dev.compresh.cli.AdminWorld.Who;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Every route with every kind of caller, and what is documented of it. */
class AdminRoutesTest {
  private static final AdminWorld[] WORLD = new AdminWorld[1];

  @BeforeAll
  static void start(@TempDir Path folder) {
    WORLD[0] = AdminWorld.start(folder);
  }

  @AfterAll
  static void stop() {
    world().close();
  }

  private static AdminWorld world() {
    return Objects.requireNonNull(WORLD[0]);
  }

  private static Map<String, AdminRoute> routes() {
    return world().routes().stream().collect(Collectors.toMap(AdminRoute::id, Function.identity()));
  }

  @Test
  void everyRoute_hasAnExpectation() {
    assertThat(AdminExpectations.all().stream().map(AdminExpectation::route))
        .containsExactlyInAnyOrderElementsOf(routes().keySet());
  }

  @Test
  void everyRoute_answersEachCallerAsItShouldAndAsItIsDocumented() {
    Map<String, AdminRoute> routes = routes();
    List<String> wrong = new ArrayList<>();
    for (AdminExpectation expected : AdminExpectations.all()) {
      AdminRoute adminRoute =
          Objects.requireNonNull(routes.get(expected.route()), expected.route());
      for (Who who : Who.values()) {
        AdminAnswer adminAnswer = call(expected, adminRoute, who);
        if (adminAnswer.status() != expected.status(who)) {
          wrong.add(
              who
                  + " "
                  + adminRoute.id()
                  + ": "
                  + adminAnswer.status()
                  + " instead of "
                  + expected.status(who)
                  + " "
                  + adminAnswer.text());
        }
        String undocumented = undocumented(adminRoute, adminAnswer);
        if (undocumented != null) {
          wrong.add(who + " " + adminRoute.id() + ": " + undocumented);
        }
        world().recover();
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static AdminAnswer call(AdminExpectation expected, AdminRoute adminRoute, Who who) {
    String path = expected.path().apply(world(), who);
    BiFunction<AdminWorld, Who, String> body = expected.body();
    return world()
        .as(who)
        .call(adminRoute.method(), path, body == null ? null : body.apply(world(), who));
  }

  private static @Nullable String undocumented(AdminRoute adminRoute, AdminAnswer adminAnswer) {
    JsonSchema jsonSchema = adminRoute.answer();
    if (adminAnswer.status() != adminRoute.status()) {
      if (!OpenApi.statuses(adminRoute).contains(adminAnswer.status())) {
        return "the status " + adminAnswer.status() + " is not documented";
      }
      jsonSchema = OpenApi.error();
    }
    if (jsonSchema == null) {
      return adminAnswer.text().isEmpty() ? null : "has a body: " + adminAnswer.text();
    }
    if (adminAnswer.header("content-type").startsWith("text/csv")) {
      return adminAnswer.text().startsWith("time,label,")
          ? null
          : "is no table: " + adminAnswer.text();
    }
    if (adminAnswer.header("content-type").startsWith("text/event-stream")) {
      return adminRoute.answerMedia().equals("text/event-stream") ? null : "is a stream";
    }
    SchemaCheck.SchemaMismatch found = SchemaCheck.check(adminAnswer.json(), jsonSchema);
    return found == null ? null : found.message() + " " + adminAnswer.text();
  }

  @Test
  void everyRoute_isReachedBySomebody() {
    Map<String, AdminRoute> routes = routes();
    // A password is changed, a payment signed, a demo played and an identity provider asked in
    // tests of their own.
    assertThat(AdminExpectations.all())
        .filteredOn(
            expected ->
                !expected.route().endsWith("/oidc")
                    && !expected.route().endsWith("/oidc/callback")
                    && !List.of(
                            "POST /admin/v1/password",
                            "POST /webhooks/stripe",
                            "POST /admin/v1/demo")
                        .contains(expected.route()))
        .allSatisfy(
            expected ->
                assertThat(expected.statuses())
                    .as(expected.route())
                    .contains(Objects.requireNonNull(routes.get(expected.route())).status()));
  }

  @Test
  void document_listsExactlyTheRoutes() {
    JsonNode document = world().stranger().get("/admin/v1/openapi.json").json();
    assertThat(document.path("openapi").asString()).isEqualTo("3.1.0");
    assertThat(document.at("/servers/0/url").asString()).isEqualTo("/");
    List<String> documented = new ArrayList<>();
    for (var path : document.path("paths").properties()) {
      for (var operation : path.getValue().properties()) {
        documented.add(operation.getKey().toUpperCase(java.util.Locale.ROOT) + " " + path.getKey());
        assertThat(operation.getValue().path("summary").asString()).isNotEmpty();
        assertThat(operation.getValue().path("responses").isEmpty()).isFalse();
      }
    }
    assertThat(documented).containsExactlyInAnyOrderElementsOf(routes().keySet());
  }

  @Test
  void document_refersOnlyToWhatItHolds() {
    JsonNode document = world().stranger().get("/admin/v1/openapi.json").json();
    for (JsonNode reference : document.findValues("$ref")) {
      assertThat(document.at(reference.asString().substring(1)).isMissingNode())
          .as(reference.asString())
          .isFalse();
    }
    List<String> ids = document.findValuesAsString("operationId");
    assertThat(ids).doesNotHaveDuplicates().isNotEmpty();
  }

  @Test
  void allThatIsAnswered_isNeitherKeptNorShownAsAPage() {
    for (AdminRoute adminRoute : world().routes()) {
      AdminAnswer adminAnswer =
          world()
              .stranger()
              .call(adminRoute.method(), adminRoute.path().replaceAll("[{}]", ""), null);
      assertThat(adminAnswer.header("x-content-type-options")).isEqualTo("nosniff");
      assertThat(adminAnswer.header("cache-control")).isEqualTo("no-store");
      assertThat(adminAnswer.header("content-security-policy")).contains("frame-ancestors 'none'");
      assertThat(adminAnswer.header("content-type")).startsWith("application/json");
      assertThat(adminAnswer.header("x-request-id")).isNotEmpty();
    }
  }
}
