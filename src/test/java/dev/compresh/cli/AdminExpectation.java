package dev.compresh.cli;

import dev.compresh.cli.AdminWorld.Who;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What each kind of caller is answered on a route.
 *
 * @param route method and path as declared
 * @param path makes what the call is about and tells its path
 * @param body null for none
 * @param statuses in the order of {@link Who}: nobody, other organisation's owner, member, admin,
 *     owner, operator
 */
record AdminExpectation(
    String route,
    BiFunction<AdminWorld, Who, String> path,
    @Nullable BiFunction<AdminWorld, Who, String> body,
    int... statuses) {

  /** A route without placeholders and body. */
  static AdminExpectation route(String route, int... statuses) {
    String path = route.substring(route.indexOf(' ') + 1);
    return new AdminExpectation(route, (_, _) -> path, null, statuses);
  }

  /** This one with {@code id} in place of the first placeholder that is left. */
  AdminExpectation at(BiFunction<AdminWorld, Who, String> id) {
    return new AdminExpectation(
        route,
        (world, who) -> {
          String template = path.apply(world, who);
          int begin = template.indexOf('{');
          int end = template.indexOf('}') + 1;
          return template.substring(0, begin) + id.apply(world, who) + template.substring(end);
        },
        body,
        statuses);
  }

  /** This one after {@code preparation}. */
  AdminExpectation after(BiConsumer<AdminWorld, Who> preparation) {
    return new AdminExpectation(
        route,
        (world, who) -> {
          preparation.accept(world, who);
          return path.apply(world, who);
        },
        body,
        statuses);
  }

  /** This one with more behind the path. */
  AdminExpectation query(String query) {
    return new AdminExpectation(
        route, (world, who) -> path.apply(world, who) + "?" + query, body, statuses);
  }

  AdminExpectation body(BiFunction<AdminWorld, Who, String> json) {
    return new AdminExpectation(route, path, json, statuses);
  }

  AdminExpectation body(String json) {
    return body((_, _) -> json);
  }

  int status(Who who) {
    return statuses[List.of(Who.values()).indexOf(who)];
  }
}
