package dev.compresh.dialect;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * A path that names the model, as Gemini's: {@code /v1beta/models/MODEL:generateContent}.
 *
 * @param version the version of the API, which begins the path
 * @param model the model's name, escapes undone
 * @param action what is asked of it
 */
public record ModelPath(String version, String model, ModelAction action) {
  private static final String MODELS = "/models/";

  /** The bytes that are in a path as they are, next to letters and digits. */
  private static final String PLAIN = "-_.~/:@";

  /** The methods of Gemini's API. */
  public enum ModelAction {
    GENERATE("generateContent"),
    STREAM("streamGenerateContent"),
    COUNT("countTokens");

    private final String word;

    ModelAction(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  /** Reads {@code path}; empty where it names no model and no action of these. */
  public static Optional<ModelPath> find(String path) {
    int slash = path.indexOf('/', 1);
    if (slash < 0 || !path.startsWith(MODELS, slash) || !isVersion(path.substring(0, slash))) {
      return Optional.empty();
    }
    int from = slash + MODELS.length();
    int colon = path.lastIndexOf(':');
    if (colon <= from) {
      return Optional.empty();
    }
    String word = path.substring(colon + 1);
    for (ModelAction modelAction : ModelAction.values()) {
      if (modelAction.word.equals(word)) {
        String model = decode(path.substring(from, colon));
        return Optional.of(new ModelPath(path.substring(0, slash), model, modelAction));
      }
    }
    return Optional.empty();
  }

  /** Returns whether {@code path} ends in one of the actions, wherever else it may lead. */
  public static boolean isAction(String path) {
    int colon = path.lastIndexOf(':');
    String word = path.substring(colon + 1);
    return colon > 0
        && Arrays.stream(ModelAction.values()).anyMatch(action -> action.word.equals(word));
  }

  /** Returns whether {@code root} is a version under which Google serves models. */
  public static boolean isVersion(String root) {
    return root.equals("/v1") || root.equals("/v1beta") || root.equals("/v1alpha");
  }

  /** Returns whether the answer is a stream. */
  public boolean isStreaming() {
    return action == ModelAction.STREAM;
  }

  /** The path below the version for {@code other}, the provider's own name of the model. */
  public String buildPath(String other) {
    return MODELS + encode(other) + ":" + action.word;
  }

  private static String encode(String model) {
    StringBuilder out = new StringBuilder(model.length());
    for (byte b : model.getBytes(StandardCharsets.UTF_8)) {
      boolean isPlain =
          (b >= 'a' && b <= 'z')
              || (b >= 'A' && b <= 'Z')
              || (b >= '0' && b <= '9')
              || PLAIN.indexOf(b) >= 0;
      if (isPlain) {
        out.append((char) b);
      } else {
        out.append('%')
            .append(Character.toUpperCase(Character.forDigit((b >> 4) & 15, 16)))
            .append(Character.toUpperCase(Character.forDigit(b & 15, 16)));
      }
    }
    return out.toString();
  }

  private static String decode(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    byte[] raw = text.getBytes(StandardCharsets.UTF_8);
    byte[] out = new byte[raw.length];
    int length = 0;
    for (int i = 0; i < raw.length; i++) {
      int high = raw[i] == '%' && i + 2 < raw.length ? Character.digit(raw[i + 1], 16) : -1;
      int low = high >= 0 ? Character.digit(raw[i + 2], 16) : -1;
      if (low >= 0) {
        out[length++] = (byte) (high << 4 | low);
        i += 2;
      } else {
        out[length++] = raw[i];
      }
    }
    return new String(out, 0, length, StandardCharsets.UTF_8);
  }
}
