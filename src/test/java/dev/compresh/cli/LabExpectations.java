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
        route("POST /admin/v1/try/explain", 401, 200, 200, 200, 200, 200)
            .query("mode=balanced&path=/v1/chat/completions")
            .body(BODY));
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
