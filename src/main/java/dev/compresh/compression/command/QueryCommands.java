package dev.compresh.compression.command;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Commands that answer a question with rows: what is there, how it is set, what a table holds.
 * Later steps pick from these rows, however alike they look; they are never a log.
 */
public final class QueryCommands {
  /** Programs that do nothing else. */
  private static final Set<String> PROGRAMS =
      Set.of(
          "psql",
          "mysql",
          "mariadb",
          "sqlite3",
          "sqlite",
          "mongosh",
          "mongo",
          "redis-cli",
          "clickhouse-client",
          "duckdb",
          "bq",
          "sqlcmd",
          "ps",
          "pgrep",
          "top",
          "df",
          "du",
          "free",
          "lsblk",
          "lsof",
          "ss",
          "netstat",
          "ip",
          "ifconfig",
          "mount",
          "env",
          "printenv",
          "jq",
          "yq",
          "curl",
          "wget",
          "http",
          "xh",
          "gh",
          "glab",
          "aws",
          "gcloud",
          "az",
          "doctl",
          "which",
          "whereis",
          "who",
          "id",
          "wc",
          "stat",
          "file",
          "history",
          "crontab",
          "dig",
          "nslookup",
          "host",
          "systemctl",
          "apt-cache",
          "dpkg",
          "rpm",
          "getent",
          "tokei",
          "cloc",
          "scc");

  private static final Set<String> CONTAINERS =
      Set.of(
          "ps", "images", "inspect", "ls", "stats", "top", "port", "search", "history", "diff",
          "info", "config");

  private static final Set<String> PACKAGES =
      Set.of(
          "ls",
          "list",
          "ll",
          "la",
          "outdated",
          "view",
          "info",
          "why",
          "explain",
          "freeze",
          "show",
          "index",
          "search",
          "tree",
          "metadata",
          "env",
          "doc",
          "dependency");

  /** What asks, of programs that do other things, too. */
  private static final Map<String, Set<String>> COMMANDS =
      Map.ofEntries(
          Map.entry("docker", CONTAINERS),
          Map.entry("podman", CONTAINERS),
          Map.entry("nerdctl", CONTAINERS),
          Map.entry("docker-compose", CONTAINERS),
          Map.entry(
              "kubectl", Set.of("get", "describe", "top", "explain", "api-resources", "config")),
          Map.entry("oc", Set.of("get", "describe", "status", "explain")),
          Map.entry("helm", Set.of("list", "ls", "status", "get", "history", "show", "search")),
          Map.entry("terraform", Set.of("plan", "show", "state", "output", "providers")),
          Map.entry("tofu", Set.of("plan", "show", "state", "output", "providers")),
          Map.entry("npm", PACKAGES),
          Map.entry("yarn", PACKAGES),
          Map.entry("pnpm", PACKAGES),
          Map.entry("bun", Set.of("pm", "outdated")),
          Map.entry("pip", PACKAGES),
          Map.entry("pip3", PACKAGES),
          Map.entry("conda", PACKAGES),
          Map.entry("gem", PACKAGES),
          Map.entry("composer", PACKAGES),
          Map.entry("brew", PACKAGES),
          Map.entry("apt", PACKAGES),
          Map.entry("cargo", Set.of("tree", "metadata", "search")),
          Map.entry("go", Set.of("list", "env", "doc", "version")),
          Map.entry("dotnet", Set.of("list")),
          Map.entry("gradle", Set.of("dependencies", "tasks", "projects", "properties")),
          Map.entry("gradlew", Set.of("dependencies", "tasks", "projects", "properties")),
          Map.entry("mvn", Set.of("dependency:tree", "dependency:list", "help:effective-pom")),
          Map.entry("mvnw", Set.of("dependency:tree", "dependency:list")));

  /** What asks appears among the first words: {@code docker network ls}. */
  private static final int FIRST_WORDS = 4;

  private QueryCommands() {}

  /** Returns whether {@code program}, with the words after it, is one. */
  public static boolean is(List<String> program) {
    if (PROGRAMS.contains(program.getFirst())) {
      return true;
    }
    Set<String> asks = COMMANDS.getOrDefault(program.getFirst(), Set.of());
    int end = Math.min(program.size(), 1 + FIRST_WORDS);
    return program.subList(1, end).stream().anyMatch(asks::contains);
  }
}
