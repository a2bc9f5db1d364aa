package dev.compresh.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Brings the configuration together: defaults, then {@code compresh.yaml}, then the environment,
 * then flags; the later wins.
 */
public final class ConfigLoader {
  private static final String FILE = "compresh.yaml";

  /** Variables besides {@link EnvironmentSetting}'s that the program reads. */
  static final List<String> OTHER_VARIABLES =
      variables(
          "COMPRESH_CONFIG",
          "COMPRESH_BOOTSTRAP_KEY",
          "COMPRESH_JAVA_HOME",
          "COMPRESH_JAVA_OPTS",
          "COMPRESH_RESTARTS",
          SecurityConfig.VARIABLE,
          "COMPRESH_NEW_MASTER_KEY",
          "COMPRESH_PROVIDER_KEY");

  private final Map<String, String> environment;
  private final Path directory;

  private static List<String> variables(String... names) {
    List<String> variables = new ArrayList<>(List.of(names));
    variables.addAll(ProviderList.variables().keySet());
    return List.copyOf(variables);
  }

  /**
   * @param environment the variables, as {@link System#getenv()} gives them
   * @param directory the working directory, in which the file is looked for
   */
  public ConfigLoader(Map<String, String> environment, Path directory) {
    this.environment = Map.copyOf(environment);
    this.directory = directory;
  }

  /**
   * The configuration with {@code flags} over all else.
   *
   * @param flags values by key path, such as {@code server.port}
   * @param named the file that a flag names, null where none does
   * @throws ConfigException with all that is wrong
   */
  public Config load(Map<String, String> flags, @Nullable Path named) {
    List<ConfigError> faults = new ArrayList<>();
    Path file = file(flags, named, faults);
    ConfigNode.MappingNode root = file == null ? empty() : parsed(file, faults);
    ConfigOverlay configOverlay = new ConfigOverlay(root, faults);
    for (EnvironmentSetting environmentSetting : EnvironmentSetting.values()) {
      String value = environmentSetting.value(environment);
      if (value != null && !value.isBlank()) {
        configOverlay.put(
            environmentSetting.path(),
            value.strip(),
            new SourceLocation(environmentSetting.variable(), 0));
      }
    }
    flags.forEach(
        (path, value) -> configOverlay.put(path, value, new SourceLocation("flag " + path, 0)));
    Config config = read(new ConfigSection("", root, faults), faults, file);
    if (!faults.isEmpty()) {
      throw new ConfigException(faults);
    }
    return config;
  }

  /** Reads all keys from {@code root}. */
  Config read(ConfigSection root, List<ConfigError> faults, @Nullable Path file) {
    TimeLimitsConfig limits =
        TimeLimitsConfig.read(root.section("time-limits"), TimeLimitsConfig.DEFAULT);
    List<ProviderConfig> providers = new ProviderList(environment, faults).read(root, limits);
    RoutingConfig routing = RoutingConfig.read(root);
    AdminConfig admin = AdminConfig.read(root.section("admin"));
    Config config =
        new Config(
            ServerConfig.read(root.section("server")),
            ConnectionConfig.read(root.section("connections")),
            MemoryConfig.read(root.section("memory")),
            admin,
            OidcConfig.read(root.section("oidc"), admin),
            DataConfig.read(root.section("data")),
            DatabaseConfig.read(root.section("database"), root.section("store")),
            RedisConfig.read(root.section("redis")),
            CompressConfig.read(root.section("compress")),
            LimitConfig.read(root.section("limits")),
            MoneyConfig.read(root.section("money")),
            RecallConfig.read(root.section("recall")),
            SecurityConfig.read(root.section("security"), environment),
            LogConfig.read(root.section("log")),
            TelemetryConfig.read(root.section("telemetry")),
            AlertConfig.read(root.section("alerts")),
            providers,
            routing,
            FallbackConfig.read(root.section("fallback")),
            CrossOriginConfig.read(root.section("cors")),
            PassThroughConfig.read(root.section("passthrough")),
            ModelConfig.readAll(root),
            CatalogueConfig.read(root.section("catalogue")),
            ProxyConfig.read(root.section("proxy")),
            TlsConfig.read(root.section("tls")),
            bootstrapKey(),
            file == null ? "no file" : file.toString(),
            warnings(),
            root.settings());
    root.finish();
    return config;
  }

  private @Nullable Secret bootstrapKey() {
    String value = environment.get("COMPRESH_BOOTSTRAP_KEY");
    return value == null || value.isBlank() ? null : new Secret(value.strip());
  }

  private List<String> warnings() {
    Set<String> known = new HashSet<>(OTHER_VARIABLES);
    Arrays.stream(EnvironmentSetting.values())
        .map(EnvironmentSetting::variable)
        .forEach(known::add);
    List<String> out = new ArrayList<>();
    for (String name : new TreeSet<>(environment.keySet())) {
      if (name.startsWith("COMPRESH_") && !known.contains(name)) {
        Suggestions.closest(name, known)
            .ifPresent(n -> out.add(name + " is not read. Did you mean " + n + "?"));
      }
    }
    return List.copyOf(out);
  }

  /**
   * The file to read: the one that is named, else one in the working directory or with the data.
   */
  private @Nullable Path file(
      Map<String, String> flags, @Nullable Path named, List<ConfigError> faults) {
    String variable = environment.getOrDefault("COMPRESH_CONFIG", "").strip();
    if (named != null || !variable.isEmpty()) {
      Path path = directory.resolve(named != null ? named : Path.of(variable));
      if (Files.isReadable(path) && !Files.isDirectory(path)) {
        return path;
      }
      SourceLocation from = new SourceLocation(named != null ? "--config" : "COMPRESH_CONFIG", 0);
      faults.add(new ConfigError(from, "", path + " can't be read.", "Name an existing file."));
      return null;
    }
    for (Path path : standardPlaces(flags)) {
      if (Files.isRegularFile(path)) {
        return path;
      }
    }
    return null;
  }

  /** In the working directory, or with the data. */
  private List<Path> standardPlaces(Map<String, String> flags) {
    String data =
        flags.getOrDefault(
            EnvironmentSetting.DATA.path(),
            environment.getOrDefault(
                EnvironmentSetting.DATA.variable(), DataConfig.DEFAULT.folder().toString()));
    return List.of(directory.resolve(FILE), directory.resolve(Path.of(data, FILE)));
  }

  /**
   * Returns where the file may lie; the first place that has one counts.
   *
   * @param named the file that a flag names, null where none does
   */
  public List<Path> places(Map<String, String> flags, @Nullable Path named) {
    String variable = environment.getOrDefault("COMPRESH_CONFIG", "").strip();
    return named != null || !variable.isEmpty()
        ? List.of(directory.resolve(named != null ? named : Path.of(variable)))
        : standardPlaces(flags);
  }

  private ConfigNode.MappingNode parsed(Path file, List<ConfigError> faults) {
    Path name = file.getFileName();
    String source = name == null ? file.toString() : name.toString();
    try {
      return new YamlReader(source, environment::get, faults).read(Files.readString(file));
    } catch (IOException e) {
      faults.add(
          new ConfigError(
              new SourceLocation(source, 0),
              "",
              "can't be read as UTF-8 text.",
              "Check its encoding and file permissions."));
      return empty();
    }
  }

  private static ConfigNode.MappingNode empty() {
    return new ConfigNode.MappingNode(
        new SourceLocation("defaults", 0), new LinkedHashMap<>(), new LinkedHashMap<>());
  }
}
