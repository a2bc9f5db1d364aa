package dev.compresh.bench;

import dev.compresh.account.AccountNames;
import dev.compresh.account.Principal;
import dev.compresh.admin.UsagePages;
import dev.compresh.admin.api.AdminRequest;
import dev.compresh.admin.api.AdminRoute;
import dev.compresh.admin.api.ApiAnswer;
import dev.compresh.admin.api.JsonBody;
import dev.compresh.admin.api.PeerAddress;
import dev.compresh.http.Headers;
import dev.compresh.proxy.RequestHead;
import dev.compresh.store.Database;
import dev.compresh.usage.SeededUsage;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Seeds a store with usage and measures the routes that the dashboard's pages call. Arguments: the
 * folder of the store (made where missing), and how many events (10,000,000) are to be seeded where
 * it is new.
 */
final class UsageScaleBench {
  private static final int DAYS = 30;
  private static final Instant END = Instant.parse("2026-11-30T00:00:00Z");
  private static final Instant BEGIN = END.minus(Duration.ofDays(DAYS));
  private static final int CALLS = 20;
  private static final int AT_ONCE = 2_000;

  private final Map<String, AdminRoute> routes = new HashMap<>();
  private final JsonMapper json = new JsonMapper();

  private UsageScaleBench(Database database) {
    new UsagePages(database, new AccountNames(database), () -> END)
        .routes()
        .forEach(adminRoute -> routes.put(adminRoute.path(), adminRoute));
  }

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    long events = arguments.length > 1 ? Long.parseLong(arguments[1]) : 10_000_000;
    boolean isNew = !Files.exists(folder);
    try (Database database = Database.open(folder)) {
      if (isNew) {
        long start = System.nanoTime();
        seed(database, events);
        double seconds = (System.nanoTime() - start) / 1e9;
        double cpu =
            ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                    .getProcessCpuTime()
                / 1e9;
        System.out.printf(
            "seeded %,d events in %.0f s (%.0f s of processor): %,.0f/s (%,.0f/s)%n",
            events, seconds, cpu, events / seconds, events / cpu);
      }
      System.out.printf("store %,d MB%n", Files.size(folder.resolve("compresh.db")) >> 20);
      database.read(
          handle -> {
            for (String table :
                List.of("usage_series", "usage_hour", "usage_day", "usage_context")) {
              System.out.printf(
                  "%s: %,d rows%n",
                  table,
                  handle.select("SELECT COUNT(*) FROM " + table).map((r, _) -> r.getLong(1)).one());
            }
            return true;
          });
      new UsageScaleBench(database).measure();
    }
  }

  /** One day the usual way, but for the queue; its copies behind it. */
  private static void seed(Database database, long events) {
    Instant first = BEGIN.plus(Duration.ofDays(1));
    long start = System.nanoTime();
    new SeededUsage().write(database, events / DAYS, AT_ONCE, BEGIN, first);
    System.out.printf(
        "a day of %,d events in %.0f s%n", events / DAYS, (System.nanoTime() - start) / 1e9);
    ReplicatedDays days = new ReplicatedDays(database, SeededUsage.ORG);
    days.addSessions();
    days.copy(BEGIN.getEpochSecond() / 86_400, DAYS - 1);
  }

  private void measure() throws Exception {
    System.gc();
    long before = used();
    for (int days : List.of(1, 7, 30)) {
      String from = "from=" + END.minus(Duration.ofDays(days));
      for (String query :
          List.of(
              "usage/summary",
              "usage/summary?key_id=key000007",
              "usage/summary?model=model-3&status=server_error",
              "usage/series",
              "usage/series?by=key",
              "usage/series?by=user",
              "usage/series?by=model",
              "usage/series?by=tag",
              "usage/series?by=model&key_id=key000001",
              "usage/series?by=key&model=model-5",
              "usage/series?by=depth&key_id=key000002",
              "usage/series?by=model&tag=project=p3",
              "usage/groups?by=key",
              "usage/groups?by=user",
              "usage/groups?by=tag",
              "usage/groups?by=status",
              "usage/depth",
              "usage/waterfall",
              "usage/holdout",
              "usage/context",
              "usage/context?by=key",
              "usage/names?kind=tag",
              "usage/export.csv?by=key",
              "requests",
              "requests?key_id=key000003",
              "requests?status=server_error",
              "requests?model=model-11&status=client_error",
              "requests?min_cost_micros=900000",
              "requests?tag=ticket=12345",
              "requests?user_id=usr7&status=server_error")) {
        call(days, query + (query.contains("?") ? "&" : "?") + from, null);
      }
      call(days, "usage/summary?" + from, "usr7");
      call(days, "usage/series?by=key&" + from, "usr7");
      call(days, "requests?" + from, "usr7");
    }
    System.gc();
    System.out.printf("heap used before %,d kB, after %,d kB%n", before >> 10, used() >> 10);
  }

  private static long used() {
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private void call(int days, String path, @Nullable String member) throws Exception {
    int question = path.indexOf('?');
    AdminRoute adminRoute =
        Objects.requireNonNull(routes.get("/admin/v1/" + path.substring(0, question)), path);
    Map<String, String> query = new HashMap<>();
    for (String pair : path.substring(question + 1).split("&", -1)) {
      int equals = pair.indexOf('=');
      query.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    query.put("org", SeededUsage.ORG);
    long[] nanos = new long[CALLS];
    long[] cpu = new long[CALLS];
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    int bytes = 0;
    for (int i = 0; i < CALLS; i++) {
      long start = System.nanoTime();
      long worked = threads.getCurrentThreadCpuTime();
      ApiAnswer apiAnswer = adminRoute.action().answer(request(query, member));
      bytes = json.writeValueAsBytes(apiAnswer.body()).length;
      nanos[i] = System.nanoTime() - start;
      cpu[i] = threads.getCurrentThreadCpuTime() - worked;
    }
    long first = nanos[0];
    Arrays.sort(nanos);
    Arrays.sort(cpu);
    System.out.printf(
        "%2d d  first %6.1f  p50 %6.1f  p95 %6.1f ms  processor p95 %6.1f ms  %,8d B  %s%s%n",
        days,
        first / 1e6,
        nanos[CALLS / 2] / 1e6,
        nanos[CALLS * 95 / 100 - 1] / 1e6,
        cpu[CALLS * 95 / 100 - 1] / 1e6,
        bytes,
        member == null ? "" : "member: ",
        path.replaceAll("[?&]from=.*", ""));
  }

  private static AdminRequest request(Map<String, String> query, @Nullable String member) {
    Principal owner = Principal.cli(SeededUsage.ORG);
    Principal caller =
        member == null
            ? owner
            : new Principal(
                member,
                SeededUsage.ORG,
                member,
                dev.compresh.account.Role.MEMBER,
                false,
                owner.via(),
                "",
                false,
                "local");
    return new AdminRequest(
        new RequestHead("r", 0, "GET", "/", null, Headers.NONE, "local"),
        caller,
        Map.of(),
        query,
        new JsonBody(JsonNodeFactory.instance.objectNode()),
        new byte[0],
        new PeerAddress("local", true, true));
  }
}
