package dev.compresh.provider.catalogue;

import java.util.Comparator;
import java.util.List;

/**
 * A model of the catalogue.
 *
 * @param id what clients call it
 * @param facts what is known about it; the operator's word counts more than the vendor's
 * @param parameters fields of a chat request that it takes besides those that follow from its facts
 * @param aliases other names for it
 * @param routes where it is served, in the order to be tried; empty where the rules for names tell
 * @param maintenance whether it is out of service for now
 * @param strict whether requests for it are checked field by field
 * @param alwaysUsage whether its streams show their usage, asked for or not
 * @param bounded whether the operator has set its window, so that longer prompts are refused
 * @param source who said so
 */
public record CatalogueEntry(
    String id,
    ModelFacts facts,
    List<String> parameters,
    List<String> aliases,
    List<ModelRoute> routes,
    boolean maintenance,
    boolean strict,
    boolean alwaysUsage,
    boolean bounded,
    EntrySource source) {

  /** The source of an entry. */
  public enum EntrySource {
    /** The facts that ship with the program, or those that they were refreshed with. */
    KNOWN,
    CONFIG,
    STORE
  }

  public CatalogueEntry {
    parameters = List.copyOf(parameters);
    aliases = List.copyOf(aliases);
    routes =
        routes.stream()
            .sorted(
                Comparator.comparingInt(ModelRoute::order)
                    .thenComparing(Comparator.comparingInt(ModelRoute::weight).reversed()))
            .toList();
  }

  static CatalogueEntry known(ModelFacts facts) {
    return new CatalogueEntry(
        facts.id(),
        facts,
        List.of(),
        List.of(),
        List.of(),
        false,
        false,
        false,
        false,
        EntrySource.KNOWN);
  }

  /** Returns whether the operator wrote it, or something of it. */
  public boolean own() {
    return source != EntrySource.KNOWN;
  }
}
