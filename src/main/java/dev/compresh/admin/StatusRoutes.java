package dev.compresh.admin;

import static dev.compresh.admin.api.JsonSchema.count;
import static dev.compresh.admin.api.JsonSchema.field;
import static dev.compresh.admin.api.JsonSchema.flag;
import static dev.compresh.admin.api.JsonSchema.many;
import static dev.compresh.admin.api.JsonSchema.object;
import static dev.compresh.admin.api.JsonSchema.text;

import dev.compresh.admin.api.AdminRoute;
import dev.compresh.admin.api.ApiAnswer;
import dev.compresh.admin.api.JsonSchema;
import dev.compresh.admin.api.RoutePermission;
import java.util.List;
import java.util.function.Supplier;

/** What runs, for programs on this machine and the operator. */
public final class StatusRoutes {
  private static final JsonSchema.ObjectSchema STATUS =
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

  private final Supplier<InstallationStatus> status;

  public StatusRoutes(Supplier<InstallationStatus> status) {
    this.status = status;
  }

  public List<AdminRoute> routes() {
    return List.of(
        AdminRoute.get(InstallationStatus.PATH, RoutePermission.LOCAL, "What runs.")
            .answers(200, STATUS)
            .does(_ -> ApiAnswer.ok(status.get().json())));
  }
}
