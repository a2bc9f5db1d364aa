package dev.compresh.app;

import dev.compresh.config.Config;
import dev.compresh.config.LogConfig;
import dev.compresh.config.ServerConfig;
import java.util.ArrayList;
import java.util.List;

/** Finds configuration changes that need a restart. */
public final class ConfigPins {
  /** The keys, and whole sections, that need a restart. */
  public static final List<String> KEYS =
      List.of(
          "server.host",
          "server.port",
          "connections",
          "memory",
          "admin",
          "oidc",
          "data",
          "database",
          "store",
          "catalogue",
          "proxy",
          "tls",
          "recall",
          "security",
          "log.format",
          "log.access",
          "telemetry",
          "alerts");

  private ConfigPins() {}

  /** {@code next} with the pinned values of {@code running}. */
  public static Config pinned(Config running, Config next) {
    return next.running(
        new ServerConfig(
            running.server().host(),
            running.server().port(),
            next.server().maxBody(),
            next.server().maxUpload(),
            next.server().drainGrace()),
        running,
        new LogConfig(next.log().level(), running.log().format(), running.log().access()));
  }

  /** The keys of those that differ, for people. */
  public static List<String> differing(Config running, Config next) {
    List<String> keys = new ArrayList<>();
    boolean server =
        running.server().port() != next.server().port()
            || !running.server().host().equals(next.server().host());
    add(keys, server, "server.host, server.port");
    add(keys, !running.connections().equals(next.connections()), "connections");
    add(keys, !running.memory().equals(next.memory()), "memory");
    add(keys, !running.admin().equals(next.admin()), "admin");
    add(keys, !running.oidc().equals(next.oidc()), "oidc");
    add(keys, !running.data().equals(next.data()), "data.folder");
    add(keys, !running.database().equals(next.database()), "database, store");
    add(keys, !running.redis().equals(next.redis()), "redis");
    add(keys, !running.catalogue().equals(next.catalogue()), "catalogue");
    add(keys, !running.proxy().equals(next.proxy()), "proxy");
    add(keys, !running.tls().equals(next.tls()), "tls");
    add(keys, !running.recall().equals(next.recall()), "recall.store");
    add(keys, !running.security().equals(next.security()), "security");
    boolean log =
        !running.log().format().equals(next.log().format())
            || running.log().access() != next.log().access();
    add(keys, log, "log.format, log.access");
    add(keys, !running.telemetry().equals(next.telemetry()), "telemetry");
    add(keys, !running.alerts().equals(next.alerts()), "alerts");
    return keys;
  }

  private static void add(List<String> keys, boolean differs, String key) {
    if (differs) {
      keys.add(key);
    }
  }
}
