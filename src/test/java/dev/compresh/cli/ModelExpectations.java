package dev.compresh.cli;

import static dev.compresh.cli.AdminExpectation.route;

import java.util.List;

/** Who may read and change the catalogue of models. */
final class ModelExpectations {
  private ModelExpectations() {}

  static List<AdminExpectation> all() {
    String change =
        """
        {"context_length":1000,"strict":true,"capabilities":["tools"],"name":"House",
         "prices":{"input":1.25,"output":5,"longer_prompts":[{"above":1000,"input":2}]},
         "routes":[{"provider":"sim","model":"up"}],"reasoning_efforts":["off=none","low"]}
        """;
    String facts = "{\"facts\":{\"xai\":{\"models\":{\"grok-9\":{\"limit\":{\"context\":9000}}}}}}";
    return List.of(
        route("GET /admin/v1/models", 401, 200, 403, 200, 200, 200),
        route("GET /admin/v1/models/{id}", 401, 200, 403, 200, 200, 200).at((_, _) -> "gpt-4o"),
        route("PATCH /admin/v1/models/{id}", 401, 403, 403, 403, 403, 200)
            .at((_, _) -> "house%2Fmodel")
            .body(change),
        route("DELETE /admin/v1/models/{id}", 401, 403, 403, 403, 403, 204)
            .at((_, _) -> "house%2Fmodel"),
        route("PUT /admin/v1/model-facts", 401, 403, 403, 403, 403, 200).body(facts),
        route("DELETE /admin/v1/model-facts", 401, 403, 403, 403, 403, 204));
  }
}
