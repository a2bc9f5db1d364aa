package dev.compresh.cli;

import static dev.compresh.cli.AdminExpectation.route;

import dev.compresh.await.EventualAssertion;
import dev.compresh.cli.AdminWorld.Who;
import java.util.List;

/** Who may try things out, and sees what of others. */
final class LabExpectations {
  private static final String BODY =
      "{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}";

  private LabExpectations() {}

  static List<AdminExpectation> all() {
    return List.of(
        route("POST /admin/v1/try/replays", 401, 202, 202, 202, 202, 202)
            .query("name=request.json")
            .body(BODY),
        route("GET /admin/v1/try/replays/{id}", 401, 404, 200, 404, 404, 404)
            .at((world, _) -> replay(world)),
        route("DELETE /admin/v1/try/replays/{id}", 401, 404, 204, 404, 404, 404)
            .at((world, _) -> replay(world)),
        route("GET /admin/v1/settings/effective", 401, 403, 403, 403, 403, 200),
        route("GET /admin/v1/live", 401, 200, 200, 200, 200, 200).query("seconds=0"),
        route("POST /admin/v1/playground", 401, 200, 200, 200, 200, 200)
            .body("{\"path\":\"/v1/chat/completions\",\"mode\":\"max\",\"body\":" + BODY + "}"),
        route("GET /admin/v1/peek-policy", 401, 200, 200, 200, 200, 200),
        route("PATCH /admin/v1/peek-policy", 401, 200, 403, 403, 200, 200)
            .body("{\"allowed\":true}"),
        route("POST /admin/v1/sessions/{key_id}/{id}/peek", 401, 404, 403, 201, 201, 201)
            .at((world, _) -> world.key())
            .at((_, _) -> AdminWorld.SESSION)
            .body("{\"minutes\":5}"),
        route("GET /admin/v1/peeks/{id}/events", 401, 404, 403, 200, 404, 404)
            .at((world, _) -> peek(world))
            .query("seconds=0"),
        route("DELETE /admin/v1/peeks/{id}", 401, 404, 403, 204, 404, 404)
            .at((world, _) -> peek(world)),
        route("POST /admin/v1/try/explain", 401, 200, 200, 200, 200, 200)
            .query("mode=balanced&path=/v1/chat/completions")
            .body(BODY));
  }

  /** The id of a peek of the admin's. */
  private static String peek(AdminWorld world) {
    String path = "/admin/v1/sessions/" + world.key() + "/" + AdminWorld.SESSION + "/peek";
    return world.as(Who.ADMIN).post(path, "{\"minutes\":1}").at("/id");
  }

  /** The id of a replay of the member's that is over. */
  private static String replay(AdminWorld world) {
    AdminClient member = world.as(Who.MEMBER);
    String id = member.post("/admin/v1/try/replays", BODY).at("/id");
    try {
      EventualAssertion.is(
          () -> member.get("/admin/v1/try/replays/" + id).at("/state").equals("done"));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    return id;
  }
}
