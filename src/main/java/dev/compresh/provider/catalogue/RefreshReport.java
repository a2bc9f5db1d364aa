package dev.compresh.provider.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reports what a refresh of the catalogue changes.
 *
 * @param models how many models the list has
 * @param changes the differences, by model; the first thousand
 * @param refused models that were left as they are, each with the reason
 */
public record RefreshReport(int models, List<ReportedChange> changes, List<String> refused) {
  private static final int MOST = 1_000;
  private static final String NOTHING = "-";

  /**
   * A difference.
   *
   * @param what {@code added}, {@code window}, {@code max-output} or a price, as {@code cache-read}
   * @param from as it was, {@code -} where it was not known
   * @param to as it is now
   * @param isOwn whether an entry of the operator's overrides it, so that nothing changes
   */
  public record ReportedChange(String model, String what, String from, String to, boolean isOwn) {
    public String line() {
      String own = isOwn ? " (your own entry still applies)" : "";
      return what.equals("added")
          ? model + ": added, " + to + own
          : model + ": " + what + " " + from + " → " + to + own;
    }
  }

  static RefreshReport of(Catalogue before, FactsImport.ReadFacts readFacts) {
    List<ReportedChange> changes = new ArrayList<>();
    for (ModelFacts facts : readFacts.models()) {
      ModelFacts known = before.known().find(facts.id()).orElse(null);
      boolean own = before.find(facts.id()).map(CatalogueEntry::own).orElse(false);
      if (known == null) {
        ModelPrice price = facts.price();
        String cost = price == null ? "without a price" : PriceText.render(price);
        changes.add(new ReportedChange(facts.id(), "added", NOTHING, cost, own));
      } else {
        differ(changes, facts.id(), "window", known.context(), facts.context(), own);
        differ(changes, facts.id(), "max-output", known.maxOutput(), facts.maxOutput(), own);
        prices(changes, facts.id(), known.price(), facts.price(), own);
      }
    }
    return new RefreshReport(
        readFacts.models().size(),
        List.copyOf(changes.subList(0, Math.min(MOST, changes.size()))),
        List.copyOf(readFacts.refused().subList(0, Math.min(MOST, readFacts.refused().size()))));
  }

  private static void differ(
      List<ReportedChange> changes, String id, String what, int from, int to, boolean own) {
    if (from != to) {
      changes.add(new ReportedChange(id, what, number(from), number(to), own));
    }
  }

  private static String number(int tokens) {
    return tokens == 0 ? NOTHING : Integer.toString(tokens);
  }

  private static void prices(
      List<ReportedChange> changes,
      String id,
      @Nullable ModelPrice from,
      @Nullable ModelPrice to,
      boolean own) {
    Map<String, String> before = from == null ? Map.of() : PriceText.words(from);
    Map<String, String> after = to == null ? Map.of() : PriceText.words(to);
    TreeSet<String> labels = new TreeSet<>(before.keySet());
    labels.addAll(after.keySet());
    for (String label : labels) {
      String old = before.getOrDefault(label, NOTHING);
      String now = after.getOrDefault(label, NOTHING);
      if (!old.equals(now)) {
        changes.add(new ReportedChange(id, label, old, now, own));
      }
    }
  }

  /** The report for the administration API. */
  public ObjectNode json() {
    ObjectNode json = new JsonMapper().createObjectNode();
    json.put("models", models);
    ArrayNode list = json.putArray("changes");
    for (ReportedChange reportedChange : changes) {
      list.addObject()
          .put("model", reportedChange.model)
          .put("what", reportedChange.what)
          .put("from", reportedChange.from)
          .put("to", reportedChange.to)
          .put("own_entry", reportedChange.isOwn);
    }
    refused.forEach(json.putArray("refused")::add);
    return json;
  }
}
