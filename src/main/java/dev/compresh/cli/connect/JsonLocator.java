package dev.compresh.cli.connect;

import dev.compresh.cli.connect.LocatedNode.LocatedEntry;
import dev.compresh.cli.connect.LocatedNode.NodeKind;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/** Finds where the values of a JSON text with comments stand. */
final class JsonLocator {
  private final JsonMapper mapper;

  JsonLocator(JsonMapper mapper) {
    this.mapper = mapper;
  }

  LocatedNode locate(String text) {
    try (JsonParser parser = mapper.createParser(text)) {
      parser.nextToken();
      return value(parser);
    }
  }

  private static LocatedNode value(JsonParser parser) {
    int start = (int) parser.currentTokenLocation().getCharOffset();
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      List<LocatedEntry> members = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        int nameStart = (int) parser.currentTokenLocation().getCharOffset();
        parser.nextToken();
        members.add(new LocatedEntry(name, nameStart, value(parser)));
      }
      return new LocatedNode(NodeKind.MAP, start, end(parser), false, members);
    }
    if (token == JsonToken.START_ARRAY) {
      List<LocatedEntry> entries = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        LocatedNode entry = value(parser);
        entries.add(new LocatedEntry("", entry.start(), entry));
      }
      return new LocatedNode(NodeKind.LIST, start, end(parser), false, entries);
    }
    // Texts are read to their end before the parser knows where that is.
    parser.getString();
    return new LocatedNode(NodeKind.SCALAR, start, end(parser), false, List.of());
  }

  private static int end(JsonParser parser) {
    return (int) parser.currentLocation().getCharOffset();
  }
}
