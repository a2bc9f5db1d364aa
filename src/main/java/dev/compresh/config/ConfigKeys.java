package dev.compresh.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Lists the keys of the configuration: reads a sample through the records and keeps what they ask
 * for. What a key means is in {@code keys.txt} next to this class.
 */
public final class ConfigKeys {
  /** One item of each list, and each key that is only read where another one is there. */
  private static final String SAMPLE =
      """
      providers: [{name: p}]
      routes: [{model: m, providers: [{provider: p}]}, {model: n, provider: p}]
      admin: {audit-retention: 400d}
      oidc: {access: [{group: g, role: member}]}
      catalogue: {refresh-url: "https://models.example.com", refresh-every: 24h}
      money: {unpriced: fallback, fallback-price: {input: 1, output: 1}}
      models:
        - id: m
          type: chat
          context-length: 1
          max-output: 1
          capabilities: [tools]
          reasoning-efforts: [low]
          parameters: [x]
          aliases: [y]
          routes: [{provider: p}]
          prices: {longer-prompts: [{above: 1}], changes: [{from: 2026-12-01}]}
        - {id: n, provider: p}
      """;

  /** Sections with the keys of another one. */
  private static final Map<String, String> SAME =
      Map.of(
          "models[].prices.longer-prompts[].", "models[].prices.",
          "models[].prices.changes[].", "models[].prices.",
          "models[].prices.changes[].longer-prompts[].", "models[].prices.longer-prompts[].",
          "money.fallback-price.", "models[].prices.",
          "providers[].time-limits.", "time-limits.");

  private static final long FOREVER_DAYS = 36_500;

  private ConfigKeys() {}

  /** All keys, in the order in which they are read. */
  public static List<ConfigKey> all() {
    Map<String, DeclaredKey> declared = declared();
    Map<String, String[]> texts = texts();
    Map<String, String> variables = new LinkedHashMap<>();
    for (EnvironmentSetting setting : EnvironmentSetting.values()) {
      variables.put(setting.path(), setting.variable());
    }
    List<ConfigKey> keys = new ArrayList<>();
    declared.forEach(
        (path, key) -> {
          if (!isRepeated(path, declared)) {
            String[] text = texts.getOrDefault(path, new String[] {path, "", ""});
            keys.add(
                new ConfigKey(path, key.type, key.fallback, variables.get(path), text[1], text[2]));
          }
        });
    return List.copyOf(keys);
  }

  /** The variables that set no key, each with its meaning. */
  public static Map<String, String> variables() {
    Map<String, String[]> texts = texts();
    Map<String, String> variables = new LinkedHashMap<>();
    Map<String, String> baseUrls = ProviderList.variables();
    for (String name : new TreeSet<>(ConfigLoader.OTHER_VARIABLES)) {
      String[] text = texts.get(name);
      variables.put(name, text == null ? baseUrls.getOrDefault(name, "") : text[2]);
    }
    return variables;
  }

  private static boolean isRepeated(String path, Map<String, DeclaredKey> declared) {
    return SAME.entrySet().stream()
        .anyMatch(
            same ->
                path.startsWith(same.getKey())
                    && declared.containsKey(
                        same.getValue() + path.substring(same.getKey().length())));
  }

  /** The declaration of one key; text that may be missing is the weakest of all. */
  private record DeclaredKey(String type, String fallback, boolean isOptional) {}

  private static Map<String, DeclaredKey> declared() {
    Map<String, DeclaredKey> keys = new LinkedHashMap<>();
    KeyListener listener =
        new KeyListener() {
          @Override
          public void declare(String path, String type, @Nullable Object fallback) {
            keys.merge(
                general(path),
                new DeclaredKey(type, text(type, fallback), fallback == null),
                ConfigKeys::combine);
          }

          @Override
          public void optional(String path) {
            keys.merge(general(path), new DeclaredKey("", "", true), ConfigKeys::combine);
          }
        };
    List<ConfigError> faults = new ArrayList<>();
    ConfigNode.MappingNode sample = new YamlReader("sample", name -> null, faults).read(SAMPLE);
    Config unused =
        new ConfigLoader(Map.of(), Path.of(""))
            .read(new ConfigSection("", sample, faults, listener), faults, null);
    keys.values().removeIf(key -> key.type.isEmpty());
    return unused.providers().isEmpty() ? Map.of() : keys;
  }

  private static DeclaredKey combine(DeclaredKey before, DeclaredKey after) {
    boolean optional = before.isOptional || after.isOptional;
    String type = after.type.isEmpty() || after.type.equals("text") ? before.type : after.type;
    return new DeclaredKey(
        type.isEmpty() ? after.type : type, optional ? "" : after.fallback, optional);
  }

  private static String general(String path) {
    StringBuilder out = new StringBuilder();
    boolean inside = false;
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      inside = c == '[' || (inside && c != ']');
      if (!inside || c == '[') {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static String text(String type, @Nullable Object fallback) {
    return switch (fallback) {
      case null -> "";
      case Duration duration -> duration(duration);
      case Long bytes when type.equals("size") -> size(bytes);
      default -> fallback.toString();
    };
  }

  private static String duration(Duration duration) {
    if (duration.isZero()) {
      return "";
    }
    long millis = duration.toMillis();
    if (duration.toDays() >= FOREVER_DAYS) {
      return "for ever";
    }
    return millis % 86_400_000 == 0 && millis > 86_400_000
        ? millis / 86_400_000 + "d"
        : millis % 3_600_000 == 0
            ? millis / 3_600_000 + "h"
            : millis % 60_000 == 0
                ? millis / 60_000 + "m"
                : millis % 1_000 == 0 ? millis / 1_000 + "s" : millis + "ms";
  }

  private static String size(long bytes) {
    return bytes % (1L << 30) == 0
        ? (bytes >> 30) + "GiB"
        : bytes % (1L << 20) == 0 ? (bytes >> 20) + "MiB" : bytes + "B";
  }

  /** The lines of {@code keys.txt}: key, example and meaning, divided by bars. */
  private static Map<String, String[]> texts() {
    try (InputStream in = ConfigKeys.class.getResourceAsStream("keys.txt")) {
      if (in == null) {
        throw new IllegalStateException("keys.txt is missing");
      }
      Map<String, String[]> texts = new LinkedHashMap<>();
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && line.charAt(0) != '#')
          .map(line -> Arrays.stream(line.split("\\|", 3)).map(String::strip))
          .map(parts -> parts.toArray(String[]::new))
          .forEach(parts -> texts.put(parts[0], parts));
      return texts;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
