package dev.compresh.admin;

import static dev.compresh.admin.api.Schema.count;
import static dev.compresh.admin.api.Schema.field;
import static dev.compresh.admin.api.Schema.flag;
import static dev.compresh.admin.api.Schema.many;
import static dev.compresh.admin.api.Schema.object;
import static dev.compresh.admin.api.Schema.text;

import dev.compresh.admin.api.Answer;
import dev.compresh.admin.api.Permission;
import dev.compresh.admin.api.Route;
import dev.compresh.admin.api.Schema;
import java.util.List;
import java.util.function.Supplier;

/** What runs, for programs on this machine and the operator. */
public final class StatusRoutes {
  private static final Schema.Obj STATUS =
      object(
          "Status",
          field("version", text(), "of the program"),
          field("ready", flag(), "whether it takes requests"),
          field("clients", text(), "where clients connect, as a URL"),
          field("mode", text(), "compression mode"),
          field("providers", many(text()), "a line for each"),
          field("notes", many(text()), "what to look at, such as a broken configuration file"),
          field("up_seconds", count(), "since it was started"),
          field("connections", count(), "of clients"),
          field(
              "today",
              object(
                  "StatusToday",
                  field("requests", count(), "since 00:00 UTC"),
                  field("errors", count(), "how many of them failed"),
                  field("original_tokens", count(), "as clients sent them"),
                  field("optimized_tokens", count(), "as providers got them")),
              "sums of today"));

  private final Supplier<Status> status;

  public StatusRoutes(Supplier<Status> status) {
    this.status = status;
  }

  public List<Route> routes() {
    return List.of(
        Route.get(Status.PATH, Permission.LOCAL, "What runs.")
            .answers(200, STATUS)
            .does(_ -> Answer.ok(status.get().json())));
  }
}
