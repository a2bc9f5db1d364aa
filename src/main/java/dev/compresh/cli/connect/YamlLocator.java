package dev.compresh.cli.connect;

import dev.compresh.cli.connect.LocatedNode.LocatedEntry;
import dev.compresh.cli.connect.LocatedNode.NodeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Finds where the values of a YAML text stand. */
final class YamlLocator {
  private static final LoadSettings SETTINGS = LoadSettings.builder().setUseMarks(true).build();

  private YamlLocator() {}

  /** The root; an empty map where the text has no value. */
  static LocatedNode locate(String text) {
    return new Compose(SETTINGS)
        .composeString(text)
        .map(root -> value(root, text))
        .orElseGet(
            () -> new LocatedNode(NodeKind.MAP, text.length(), text.length(), true, List.of()));
  }

  private static LocatedNode value(Node node, String text) {
    int start = offset(node.getStartMark(), text);
    int end = offset(node.getEndMark(), text);
    if (node instanceof MappingNode map) {
      List<LocatedEntry> members = new ArrayList<>();
      for (NodeTuple tuple : map.getValue()) {
        String name = tuple.getKeyNode() instanceof ScalarNode key ? key.getValue() : "";
        members.add(
            new LocatedEntry(
                name,
                offset(tuple.getKeyNode().getStartMark(), text),
                value(tuple.getValueNode(), text)));
      }
      return new LocatedNode(NodeKind.MAP, start, end, isBlock(map.getFlowStyle()), members);
    }
    if (node instanceof SequenceNode list) {
      boolean block = isBlock(list.getFlowStyle());
      List<LocatedEntry> entries = new ArrayList<>();
      for (Node item : list.getValue()) {
        LocatedNode entry = value(item, text);
        entries.add(new LocatedEntry("", block ? dash(text, entry.start()) : entry.start(), entry));
      }
      return new LocatedNode(NodeKind.LIST, start, end, block, entries);
    }
    return new LocatedNode(NodeKind.SCALAR, start, end, false, List.of());
  }

  private static boolean isBlock(FlowStyle style) {
    return style == FlowStyle.BLOCK;
  }

  private static int dash(String text, int before) {
    int at = before - 1;
    while (at > 0 && text.charAt(at) != '-') {
      at--;
    }
    return Math.max(0, at);
  }

  /** Marks count code points. */
  private static int offset(Optional<Mark> mark, String text) {
    return text.offsetByCodePoints(0, mark.orElseThrow().getIndex());
  }
}
