package dev.compresh.config;

import java.util.LinkedHashMap;
import java.util.List;

/** Puts values from outside over those of the file, each with the place that it comes from. */
final class Overlay {
  private final Node.Mapping root;
  private final List<Fault> faults;

  Overlay(Node.Mapping root, List<Fault> faults) {
    this.root = root;
    this.faults = faults;
  }

  /** Sets the key at {@code path}, its sections divided by dots. */
  void put(String path, String value, Place from) {
    Node.Mapping at = root;
    String[] names = path.split("\\.", -1);
    for (int i = 0; i < names.length - 1; i++) {
      Node inner = at.entries().get(names[i]);
      if (inner == null || (inner instanceof Node.Scalar s && s.text().isEmpty())) {
        inner = new Node.Mapping(from, new LinkedHashMap<>(), new LinkedHashMap<>());
        at.put(names[i], from, inner);
      }
      if (!(inner instanceof Node.Mapping mapping)) {
        faults.add(new Fault(from, path, "is no single value.", "Change it in the file."));
        return;
      }
      at = mapping;
    }
    at.put(names[names.length - 1], from, new Node.Scalar(from, value, false));
  }
}
