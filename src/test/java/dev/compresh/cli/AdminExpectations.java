package dev.compresh.cli;

import static dev.compresh.cli.AdminExpectation.route;

import dev.compresh.cli.AdminWorld.Who;
import java.util.ArrayList;
import java.util.List;

/**
 * Who may do what: every route has to stand here. Objects belong to the first organisation; where a
 * body or a path is made, it is created for each caller.
 */
final class AdminExpectations {
  private AdminExpectations() {}

  static List<AdminExpectation> all() {
    List<AdminExpectation> all = new ArrayList<>();
    all.addAll(open());
    all.addAll(own());
    all.addAll(orgs());
    all.addAll(users());
    all.addAll(keys());
    all.addAll(MoneyExpectations.all());
    all.addAll(providers());
    all.addAll(usage());
    all.addAll(ModelExpectations.all());
    all.addAll(LabExpectations.all());
    all.addAll(AlertExpectations.all());
    return all;
  }

  /** What needs no sign-in. */
  private static List<AdminExpectation> open() {
    return List.of(
        route("GET /admin/v1/openapi.json", 200, 200, 200, 200, 200, 200),
        // Programs on this machine are not asked who they are.
        route("GET /admin/v1/status", 200, 200, 200, 200, 200, 200),
        route("GET /admin/v1/sign-in-options", 200, 200, 200, 200, 200, 200),
        // No identity provider is configured here.
        route("GET /admin/v1/sign-in/oidc", 404, 404, 404, 404, 404, 404),
        route("GET /admin/v1/sign-in/oidc/callback", 404, 404, 404, 404, 404, 404),
        route("GET /admin/v1/sign-out/oidc", 404, 404, 404, 404, 404, 404),
        // It ends the session that the browser had before.
        route("POST /admin/v1/sign-in", 401, 200, 200, 200, 200, 401)
            .after(AdminWorld::signInAnew)
            .body(
                (_, who) ->
                    "{\"name\":\"%s\",\"password\":\"%s\"}".formatted(who, AdminWorld.PASSWORD)));
  }

  /** What everybody does with what is their own. */
  private static List<AdminExpectation> own() {
    return List.of(
        route("GET /admin/v1/me", 401, 200, 200, 200, 200, 200),
        route("GET /admin/v1/sign-ins", 401, 200, 200, 200, 200, 200),
        route("DELETE /admin/v1/sign-ins/{id}", 401, 204, 204, 204, 204, 404)
            .at(AdminWorld::signInOf),
        route("GET /admin/v1/tokens", 401, 200, 200, 200, 200, 200),
        route("POST /admin/v1/tokens", 401, 201, 201, 201, 201, 201)
            .body("{\"description\":\"script\",\"role\":\"member\",\"expires\":\"30d\"}"),
        route("DELETE /admin/v1/tokens/{id}", 401, 200, 200, 200, 200, 200).at(AdminWorld::token),
        route("POST /admin/v1/password", 401, 400, 400, 400, 400, 400)
            .body("{\"current_password\":\"wrong\",\"new_password\":\"a quite new one\"}"),
        route("POST /admin/v1/sign-out", 401, 204, 204, 204, 204, 204)
            .after(AdminWorld::signInAnew));
  }

  private static List<AdminExpectation> orgs() {
    return List.of(
        route("GET /admin/v1/orgs", 401, 403, 403, 403, 403, 200),
        route("POST /admin/v1/orgs", 401, 403, 403, 403, 403, 201)
            .body(
                (world, _) ->
                    "{\"name\":\"%s\",\"owner\":\"%s\"}".formatted(world.name(), world.name())),
        route("GET /admin/v1/orgs/{id}", 401, 404, 200, 200, 200, 200)
            .at((world, _) -> world.orgId()),
        route("PATCH /admin/v1/orgs/{id}", 401, 403, 403, 403, 403, 200)
            .at((world, _) -> world.org())
            .body("{\"state\":\"deactivated\",\"allowed_models\":[\"gpt-4o\"]}"),
        route("GET /admin/v1/audit", 401, 200, 403, 200, 200, 200).query("limit=5"));
  }

  private static List<AdminExpectation> users() {
    return List.of(
        route("GET /admin/v1/users", 401, 200, 403, 200, 200, 200),
        route("POST /admin/v1/users", 401, 201, 403, 201, 201, 201)
            .body((world, _) -> "{\"name\":\"" + world.name() + "\"}"),
        route("GET /admin/v1/users/{id}", 401, 404, 403, 200, 200, 200)
            .at((world, _) -> world.user()),
        route("PATCH /admin/v1/users/{id}", 401, 404, 403, 403, 200, 200)
            .at((world, _) -> world.user())
            .body("{\"role\":\"owner\"}"),
        route("POST /admin/v1/users/{id}/reset-password", 401, 404, 403, 200, 200, 200)
            .at((world, _) -> world.user()));
  }

  private static List<AdminExpectation> keys() {
    return List.of(
        route("GET /admin/v1/keys", 401, 200, 200, 200, 200, 200).query("limit=3"),
        route("POST /admin/v1/keys", 401, 400, 201, 201, 201, 201)
            .body(
                (world, _) ->
                    """
                    {"description":"k","user_id":"%s","expires":"1y","requests_per_minute":60,
                     "allowed_models":["gpt-4o"],"mode":"max","objective":"cost","spend_cap_micros":5000000,
                     "spend_cap_period":"month"}
                    """
                        .formatted(world.userId(Who.MEMBER))),
        route("GET /admin/v1/keys/{id}", 401, 404, 200, 200, 200, 200)
            .at((world, _) -> world.key()),
        route("PATCH /admin/v1/keys/{id}", 401, 404, 200, 200, 200, 200)
            .at((world, _) -> world.key())
            .body("{\"state\":\"deactivated\",\"mode\":null}"),
        route("DELETE /admin/v1/keys/{id}", 401, 404, 200, 200, 200, 200)
            .at((world, _) -> world.key()));
  }

  private static List<AdminExpectation> providers() {
    return List.of(
        route("GET /admin/v1/providers", 401, 200, 403, 200, 200, 200),
        route("GET /admin/v1/provider-kinds", 401, 200, 403, 200, 200, 200),
        route("POST /admin/v1/providers", 401, 201, 403, 201, 201, 201)
            .body(
                (world, _) ->
                    "{\"name\":\"%s\",\"base_url\":\"https://llm.example/v1\",\"key\":\"sk\"}"
                        .formatted(world.name())),
        route("GET /admin/v1/providers/{name}", 401, 200, 403, 200, 200, 200)
            .at((_, _) -> "openai"),
        route("PUT /admin/v1/providers/{name}", 401, 403, 403, 403, 403, 200)
            .at((world, _) -> world.provider())
            .body("{\"base_url\":\"https://other.example/v1\",\"models\":[\"m\"]}"),
        route("DELETE /admin/v1/providers/{name}", 401, 404, 403, 404, 404, 204)
            .at((world, _) -> world.provider()),
        route("PUT /admin/v1/providers/{name}/key", 401, 204, 403, 204, 204, 204)
            .at((_, _) -> "anthropic")
            .body("{\"key\":\"sk-1\"}"),
        route("DELETE /admin/v1/providers/{name}/key", 401, 204, 403, 204, 204, 204)
            .at(AdminWorld::keyedProvider),
        route("POST /admin/v1/providers/{name}/test", 401, 200, 403, 200, 200, 200)
            .at((_, _) -> "openai"));
  }

  private static List<AdminExpectation> usage() {
    return List.of(
        route("GET /admin/v1/connection", 401, 200, 200, 200, 200, 200),
        route("POST /mcp", 401, 200, 200, 200, 200, 200)
            .body("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}"),
        // A real provider is configured here.
        route("POST /admin/v1/demo", 401, 409, 409, 409, 409, 409),
        route("GET /admin/v1/overview", 401, 200, 200, 200, 200, 200),
        route("GET /admin/v1/usage", 401, 200, 200, 200, 200, 200).query("by=depth"),
        route("GET /admin/v1/usage/summary", 401, 200, 200, 200, 200, 200).query("status=success"),
        route("GET /admin/v1/usage/names", 401, 200, 200, 200, 200, 200).query("kind=tag"),
        route("GET /admin/v1/usage/series", 401, 200, 200, 200, 200, 200).query("by=key"),
        route("GET /admin/v1/usage/groups", 401, 200, 200, 200, 200, 200).query("by=model&limit=1"),
        route("GET /admin/v1/usage/export.csv", 401, 200, 200, 200, 200, 200).query("by=user"),
        route("GET /admin/v1/usage/waterfall", 401, 200, 200, 200, 200, 200).query("mode=max"),
        route("GET /admin/v1/usage/depth", 401, 200, 200, 200, 200, 200).query("tag=a%3Db"),
        route("GET /admin/v1/usage/holdout", 401, 200, 200, 200, 200, 200),
        route("GET /admin/v1/usage/context", 401, 200, 200, 200, 200, 200).query("by=key"),
        route("GET /admin/v1/requests", 401, 200, 200, 200, 200, 200).query("depth=2&limit=5"),
        route("GET /admin/v1/requests/{id}", 401, 404, 200, 200, 200, 200)
            .at((world, _) -> world.request()),
        route("GET /admin/v1/attention", 401, 200, 200, 200, 200, 200),
        route("GET /admin/v1/search", 401, 200, 200, 200, 200, 200).query("q=a"),
        route("GET /admin/v1/regrets", 401, 200, 200, 200, 200, 200).query("session_id=s1"),
        route("GET /admin/v1/shadow", 401, 200, 200, 200, 200, 200),
        route("GET /admin/v1/cache-advice", 401, 200, 200, 200, 200, 200),
        route("GET /admin/v1/sessions", 401, 200, 200, 200, 200, 200),
        route("GET /admin/v1/sessions/{key_id}/{id}", 401, 404, 200, 200, 200, 200)
            .at((world, _) -> world.session())
            .at((_, _) -> AdminWorld.SESSION));
  }
}
