package dev.compresh.cli.connect;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.toml.TomlMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Formats of configuration files. An edit changes the text alone where it has to, and is compared
 * with the same change of the parsed file: what can't be edited safely is refused.
 */
public enum ConfigFormat {
  JSON(
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS, JsonReadFeature.ALLOW_TRAILING_COMMA)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()),
  YAML(new YAMLMapper()),
  TOML(new TomlMapper()),
  DOTENV(new JsonMapper());

  @SuppressWarnings("ImmutableEnumChecker") // mappers do not change once they are built
  private final ObjectMapper mapper;

  ConfigFormat(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  /** The format of files of that name. */
  static ConfigFormat of(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.endsWith(".toml")
        ? TOML
        : name.endsWith(".yml") || name.endsWith(".yaml")
            ? YAML
            : name.endsWith(".env") ? DOTENV : JSON;
  }

  /**
   * The values of a file; an empty map for an empty file.
   *
   * @throws DamagedFile where it can't be read
   */
  public JsonNode parse(String text) throws DamagedFile {
    if (text.isBlank()) {
      return SettingTree.empty();
    }
    if (this == DOTENV) {
      return DotenvEdit.parse(text);
    }
    try {
      JsonNode root = mapper.readTree(text);
      if (root.isMissingNode() || root.isNull()) {
        return SettingTree.empty();
      }
      if (!root.isObject()) {
        throw new DamagedFile("it does not hold named values");
      }
      return root;
    } catch (JacksonException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      throw new DamagedFile("it is not valid " + this + (line > 0 ? " (line " + line + ")" : ""));
    } catch (YamlEngineException e) {
      throw new DamagedFile("it is not valid " + this);
    }
  }

  /**
   * The text with {@code change}.
   *
   * @throws DamagedFile where it can't be edited without touching anything else
   */
  public String set(String text, SettingChange change) throws DamagedFile {
    JsonNode wanted = SettingTree.set(parse(text), change.path(), change.value());
    return checked(() -> edited(text, change), wanted);
  }

  /**
   * The text without what is at {@code path}.
   *
   * @throws DamagedFile as {@link #set}
   */
  public String remove(String text, ConfigPath path) throws DamagedFile {
    JsonNode wanted = SettingTree.remove(parse(text), path);
    if (this == TOML) {
      // The header of a table is all that its parents consist of.
      ConfigPath parent = path.parent();
      while (!parent.isEmpty() && isEmpty(SettingTree.find(wanted, parent))) {
        wanted = SettingTree.remove(wanted, parent);
        parent = parent.parent();
      }
    }
    JsonNode expected = wanted;
    return checked(() -> removeText(text, path), expected);
  }

  private static boolean isEmpty(@Nullable JsonNode node) {
    return node != null && node.isEmpty();
  }

  private interface TextEdit {
    String text();
  }

  private String checked(TextEdit edit, JsonNode wanted) throws DamagedFile {
    try {
      String after = edit.text();
      if (parse(after).equals(wanted)) {
        return after;
      }
    } catch (RuntimeException | DamagedFile e) {
      throw unsafe();
    }
    throw unsafe();
  }

  private static DamagedFile unsafe() {
    return new DamagedFile("it is written in a way that can't be edited safely");
  }

  private String edited(String text, SettingChange change) {
    return switch (this) {
      case JSON -> {
        String start = text.isBlank() ? "{}\n" : text;
        yield new TreeEdit(start, false).set(locate(start), change.path(), change.value());
      }
      case YAML -> new TreeEdit(text, true).set(locate(text), change.path(), change.value());
      case TOML -> new TomlEdit(text).set(change.path(), change.value());
      case DOTENV -> DotenvEdit.set(text, change.path().first(), change.value().asString());
    };
  }

  private String removeText(String text, ConfigPath path) {
    return switch (this) {
      case JSON -> new TreeEdit(text, false).remove(locate(text), path);
      case YAML -> new TreeEdit(text, true).remove(locate(text), path);
      case TOML -> new TomlEdit(text).remove(path);
      case DOTENV -> DotenvEdit.remove(text, path.first());
    };
  }

  private LocatedNode locate(String text) {
    return mapper instanceof JsonMapper json
        ? new JsonLocator(json).locate(text)
        : YamlLocator.locate(text);
  }
}
