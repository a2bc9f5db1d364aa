package dev.compresh.admin.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Holds all files of the dashboard under one address that names their content: relative imports
 * work inside it, and what a browser has kept of it stays right for ever.
 */
final class WebBundle {
  private static final String INDEX = "index.html";
  private static final String ENTRY = "app/main.js";
  private static final String LOGO = "logo.svg";

  /** A script, to be imported as a module: its module form is three times as large. */
  private static final String CHARTS = "vendor/uplot.min.js";

  /** How packages name each other, and where their files lie. */
  private static final Map<String, String> PACKAGES =
      Map.of(
          "\"preact\"", "\"./preact.mjs\"",
          "\"preact/hooks\"", "\"./preact-hooks.mjs\"",
          "\"@preact/signals-core\"", "\"./signals-core.mjs\"");

  private final String prefix;
  private final Map<String, WebFile> files = new HashMap<>();
  private final WebFile index;
  private final String tag;

  private WebBundle(SortedMap<String, byte[]> read) {
    SortedMap<String, byte[]> linked = new TreeMap<>(read);
    linked.replaceAll((name, bytes) -> name.startsWith("vendor/") ? linked(name, bytes) : bytes);
    String hash = hash(linked);
    this.prefix = "/assets/" + hash + "/";
    this.tag = "\"" + hash + "\"";
    linked.forEach((name, bytes) -> files.put(name, new WebFile(name, bytes)));
    this.index = new WebFile(INDEX, page(linked));
  }

  /** Reads it from the program's resources. */
  static WebBundle load() {
    return new WebBundle(ResourceTree.read("/dev/compresh/web/" + INDEX));
  }

  /** The page that every address of the dashboard answers with. */
  WebFile index() {
    return index;
  }

  /** The page's entity tag. */
  String tag() {
    return tag;
  }

  @Nullable WebFile logo() {
    return files.get(LOGO);
  }

  /** The file at {@code path}; null where there is none, or another program's is asked for. */
  @Nullable WebFile find(String path) {
    return path.startsWith(prefix) ? files.get(path.substring(prefix.length())) : null;
  }

  private byte[] page(SortedMap<String, byte[]> linked) {
    StringBuilder preloads = new StringBuilder();
    for (String module : ModuleGraph.closure(linked, ENTRY)) {
      preloads.append("<link rel=\"modulepreload\" href=\"").append(prefix).append(module);
      preloads.append("\">\n");
    }
    byte[] template = linked.getOrDefault(INDEX, new byte[0]);
    return new String(template, StandardCharsets.UTF_8)
        .replace("{{assets}}/", prefix)
        .replace("{{preloads}}\n", preloads)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] linked(String name, byte[] module) {
    String source = new String(module, StandardCharsets.UTF_8);
    if (name.equals(CHARTS)) {
      source += "\nexport default uPlot;\n";
    }
    for (Map.Entry<String, String> each : PACKAGES.entrySet()) {
      source = source.replace("from" + each.getKey(), "from" + each.getValue());
    }
    return source.getBytes(StandardCharsets.UTF_8);
  }

  private static String hash(SortedMap<String, byte[]> files) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      files.forEach(
          (name, bytes) -> {
            digest.update(name.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(bytes);
          });
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
