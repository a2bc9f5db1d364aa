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

/** Serves the status, for programs on this machine and the operator. */
public final class StatusRoutes {
  private static final JsonSchema.ObjectSchema STATUS =
      object(
          "Status",
          field("version", text(), "version of Compresh"),
          field("ready", flag(), "whether it accepts requests"),
          field("clients", text(), "base URL for clients"),
          field("mode", text(), "compression mode"),
          field("providers", many(text()), "one line per provider"),
          field("notes", many(text()), "problems, such as errors in the configuration file"),
          field("up_seconds", count(), "seconds since the start"),
          field("connections", count(), "client connections"),
          field(
              "today",
              object(
                  "StatusToday",
                  field("requests", count(), "requests since 00:00 UTC"),
                  field("errors", count(), "number of failed requests"),
                  field("original_tokens", count(), "tokens of the original prompts"),
                  field("optimized_tokens", count(), "tokens of the forwarded prompts")),
              "totals of today"));

  private final Supplier<InstallationStatus> status;

  public StatusRoutes(Supplier<InstallationStatus> status) {
    this.status = status;
  }

  public List<AdminRoute> routes() {
    return List.of(
        AdminRoute.get(
                InstallationStatus.PATH,
                RoutePermission.LOCAL,
                "Get the status of the running server.")
            .answers(200, STATUS)
            .does(_ -> ApiAnswer.ok(status.get().json())));
  }
}
