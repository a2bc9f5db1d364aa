package dev.compresh.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * Reads YAML token by token, so that each value keeps the line on which it appears, and puts the
 * environment's values in for <code>${NAME}</code>.
 */
final class YamlReader {
  /** Far more than any configuration nests; keeps a broken file from using up the stack. */
  private static final int DEEPEST = 20;

  private final String source;
  private final UnaryOperator<@Nullable String> environment;
  private final List<ConfigError> faults;

  YamlReader(String source, UnaryOperator<@Nullable String> environment, List<ConfigError> faults) {
    this.source = source;
    this.environment = environment;
    this.faults = faults;
  }

  /** The file's content as a mapping; an empty one where it is empty or can't be read. */
  ConfigNode.MappingNode read(String text) {
    ConfigNode.MappingNode empty =
        new ConfigNode.MappingNode(
            new SourceLocation(source, 1), new LinkedHashMap<>(), new LinkedHashMap<>());
    try (YAMLParser parser = (YAMLParser) new YAMLMapper().createParser(text)) {
      if (parser.nextToken() == null) {
        return empty;
      }
      ConfigNode root = node(parser, "", 0);
      if (parser.nextToken() != null) {
        fault(parser, "", "contains more than one document.", "Remove everything from '---' on.");
      }
      if (root instanceof ConfigNode.MappingNode mappingNode) {
        return mappingNode;
      }
      if (!(root instanceof ConfigNode.ScalarNode scalarNode && scalarNode.text().isEmpty())) {
        faults.add(
            new ConfigError(root.place(), "", "is not a mapping.", "Write 'key: value' lines."));
      }
    } catch (JacksonException e) {
      // The parser's own message quotes the text around the fault, which may be a secret.
      int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
      faults.add(
          new ConfigError(
              new SourceLocation(source, line),
              "",
              "is not valid YAML.",
              "Check indentation (no tabs), quotes and colons on this line and the lines around it."));
    }
    return empty;
  }

  private ConfigNode node(YAMLParser parser, String path, int depth) {
    SourceLocation sourceLocation = place(parser);
    if (parser.isCurrentAlias()) {
      fault(parser, path, "uses a YAML alias.", "Write the value out.");
      return new ConfigNode.ScalarNode(sourceLocation, "", false);
    }
    JsonToken token = parser.currentToken();
    if (token.isStructStart() && depth == DEEPEST) {
      fault(parser, path, "is nested too deeply.", "Remove the nesting: no key is that deep.");
      parser.skipChildren();
      return new ConfigNode.ScalarNode(sourceLocation, "", false);
    }
    return switch (token) {
      case START_OBJECT -> mapping(parser, sourceLocation, path, depth);
      case START_ARRAY -> sequence(parser, sourceLocation, path, depth);
      case VALUE_NULL -> new ConfigNode.ScalarNode(sourceLocation, "", false);
      default -> {
        String text = parser.getString();
        String value = substituted(parser, path, text);
        yield new ConfigNode.ScalarNode(sourceLocation, value, !value.equals(text));
      }
    };
  }

  private ConfigNode mapping(
      YAMLParser parser, SourceLocation sourceLocation, String path, int depth) {
    ConfigNode.MappingNode mappingNode =
        new ConfigNode.MappingNode(sourceLocation, new LinkedHashMap<>(), new LinkedHashMap<>());
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String key = parser.currentName();
      SourceLocation at = place(parser);
      String inner = path.isEmpty() ? key : path + "." + key;
      if (mappingNode.entries().containsKey(key)) {
        int first = mappingNode.keys().getOrDefault(key, at).line();
        fault(
            parser,
            inner,
            "is a duplicate key.",
            "Keep one of them; the first is on line " + first + ".");
      }
      parser.nextToken();
      mappingNode.put(key, at, node(parser, inner, depth + 1));
    }
    return mappingNode;
  }

  private ConfigNode sequence(
      YAMLParser parser, SourceLocation sourceLocation, String path, int depth) {
    List<ConfigNode> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(node(parser, path + "[" + items.size() + "]", depth + 1));
    }
    return new ConfigNode.SequenceNode(sourceLocation, items);
  }

  private String substituted(YAMLParser parser, String path, String text) {
    int open = text.indexOf("${");
    if (open < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (open >= 0) {
      int close = text.indexOf('}', open);
      if (close < 0) {
        fault(parser, path, "has '${' without '}'.", "Write ${NAME} for an environment variable.");
        return text;
      }
      String name = text.substring(open + 2, close);
      String value = environment.apply(name);
      if (value == null) {
        String what = "names the environment variable " + name + ", which is not set.";
        fault(parser, path, what, "Set it, or write the value here.");
        value = "";
      }
      out.append(text, at, open).append(value);
      at = close + 1;
      open = text.indexOf("${", at);
    }
    return out.append(text, at, text.length()).toString();
  }

  private void fault(YAMLParser parser, String path, String what, String fix) {
    faults.add(new ConfigError(place(parser), path, what, fix));
  }

  private SourceLocation place(YAMLParser parser) {
    return new SourceLocation(source, parser.currentTokenLocation().getLineNr());
  }
}
