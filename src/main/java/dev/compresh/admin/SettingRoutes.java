package dev.compresh.admin;

import static dev.compresh.admin.api.JsonSchema.field;
import static dev.compresh.admin.api.JsonSchema.flag;
import static dev.compresh.admin.api.JsonSchema.many;
import static dev.compresh.admin.api.JsonSchema.object;
import static dev.compresh.admin.api.JsonSchema.oneOf;
import static dev.compresh.admin.api.JsonSchema.optional;
import static dev.compresh.admin.api.JsonSchema.orNull;
import static dev.compresh.admin.api.JsonSchema.text;

import dev.compresh.admin.api.AdminRoute;
import dev.compresh.admin.api.ApiAnswer;
import dev.compresh.admin.api.JsonSchema;
import dev.compresh.admin.api.RoutePermission;
import dev.compresh.config.EffectiveSetting;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The configuration in force, and where each value comes from. */
public final class SettingRoutes {
  private static final JsonSchema.ObjectSchema SETTING =
      object(
          "EffectiveSetting",
          field("key", text(), "as in compresh.yaml, sections divided by dots"),
          field("value", orNull(text(0, 10_000)), "secrets masked; null for none"),
          field("source", oneOf("default", "file", "environment", "flag"), "where it is set"),
          optional("location", text(), "the file's line, the variable or the flag"),
          field("reloadable", flag(), "whether a change takes effect without a restart"),
          field("description", text(), "where it can be set"));

  private final Supplier<List<EffectiveSetting>> settings;

  public SettingRoutes(Supplier<List<EffectiveSetting>> settings) {
    this.settings = settings;
  }

  public List<AdminRoute> routes() {
    return List.of(
        AdminRoute.get(
                "/admin/v1/settings/effective",
                RoutePermission.OPERATOR,
                "The configuration in force, with the place that each value comes from.")
            .answers(200, many(SETTING))
            .does(_ -> ApiAnswer.ok(render())));
  }

  private ArrayNode render() {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    settings.get().stream()
        .sorted(Comparator.comparing(EffectiveSetting::key))
        .limit(1_000)
        .forEach(setting -> write(json.addObject(), setting));
    return json;
  }

  private static void write(ObjectNode json, EffectiveSetting setting) {
    json.put("key", setting.key()).put("value", setting.value());
    json.put("source", setting.source());
    if (setting.location() != null) {
      json.put("location", setting.location());
    }
    json.put("reloadable", setting.isReloadable()).put("description", setting.description());
  }
}
