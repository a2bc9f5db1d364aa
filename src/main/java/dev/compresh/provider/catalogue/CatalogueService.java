package dev.compresh.provider.catalogue;

import dev.compresh.config.ConfigError;
import dev.compresh.config.ModelConfig;
import dev.compresh.config.ModelJson;
import dev.compresh.provider.catalogue.CatalogueEntry.EntrySource;
import dev.compresh.store.Database;
import dev.compresh.store.StoreException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The catalogue as it is now: known facts, over them the configuration, over that what was stored.
 * What one instance stores is seen by all within a second.
 */
public final class CatalogueService implements Supplier<Catalogue> {
  private static final Logger LOG = LoggerFactory.getLogger(CatalogueService.class);
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final List<ModelFacts> SHIPPED = FactsText.shipped();

  private final Database database;
  private final InstantSource clock;
  private volatile List<ModelConfig> configured;
  private volatile Catalogue current;

  /**
   * @param configured what the configuration says
   * @throws StoreException where the store is down
   */
  public CatalogueService(Database database, List<ModelConfig> configured, InstantSource clock) {
    this.database = database;
    this.clock = clock;
    this.configured = List.copyOf(configured);
    this.current = database.read(this::read);
    database.onChange(CatalogueStore.TOPIC, this::refreshed);
  }

  @Override
  public Catalogue get() {
    return current;
  }

  /** Takes a new configuration over. */
  public void configure(List<ModelConfig> models) {
    configured = List.copyOf(models);
    refreshed();
  }

  /** Returns what is stored of a model; empty where nothing is. */
  public Optional<ObjectNode> stored(String id) {
    return database.read(handle -> CatalogueStore.model(handle, id)).map(CatalogueService::object);
  }

  /**
   * Lays {@code fields} over what is stored of a model; a null takes a field away. Within a
   * transaction of the caller's, who calls {@link #refreshed} once it is committed.
   *
   * @throws CatalogueException where the whole is no model
   */
  public void set(Handle handle, String id, ObjectNode fields) {
    ObjectNode whole =
        CatalogueStore.model(handle, id)
            .map(CatalogueService::object)
            .orElseGet(MAPPER::createObjectNode);
    for (Map.Entry<String, JsonNode> field : fields.properties()) {
      if (field.getValue().isNull()) {
        whole.remove(field.getKey());
      } else {
        whole.set(field.getKey(), field.getValue());
      }
    }
    whole.put("id", id);
    ModelConfig model = model(whole);
    List<String> aliases = model.aliases();
    for (String alias : aliases == null ? List.<String>of() : aliases) {
      Optional<CatalogueEntry> taken = current.find(alias).filter(e -> !e.id().equals(id));
      if (taken.isPresent() && taken.get().own()) {
        throw new CatalogueException(
            "aliases",
            "'"
                + alias
                + "' is already used by '"
                + taken.get().id()
                + "'. Remove it there first.");
      }
    }
    CatalogueStore.put(handle, id, MAPPER.writeValueAsString(whole), clock.instant());
  }

  /** The same in a transaction of its own. */
  public void set(String id, ObjectNode fields) {
    database.<Boolean>commit(
        handle -> {
          set(handle, id, fields);
          return true;
        });
    refreshed();
  }

  /** Forgets what is stored of a model, likewise; whether there was something. */
  public boolean remove(Handle handle, String id) {
    return CatalogueStore.remove(handle, id);
  }

  /** The same in a transaction of its own. */
  public boolean remove(String id) {
    boolean removed = database.<Boolean>commit(handle -> remove(handle, id));
    refreshed();
    return removed;
  }

  /**
   * Takes facts over, after all of them were read. Within a transaction of the caller's, who calls
   * {@link #refreshed} once it is committed.
   *
   * @param source where they are from, for people to read
   */
  public void refresh(Handle handle, FactsImport.ReadFacts facts, String source) {
    CatalogueStore.putFacts(handle, facts.text(), source, facts.models().size(), clock.instant());
  }

  /** Reads a list of facts, as against those that are known now; changes nothing. */
  public FactsImport.ReadFacts imported(String json) {
    return FactsImport.read(json, current.known(), clock.instant());
  }

  /** Returns what taking {@code facts} over would change. */
  public RefreshReport changes(FactsImport.ReadFacts facts) {
    return RefreshReport.of(current, facts);
  }

  /** Returns when facts were last refreshed; empty where those that ship are in force. */
  public Optional<Instant> refreshedAt() {
    return database.read(CatalogueStore::refreshedAt);
  }

  /** Back to the facts that ship with the program, likewise; whether there were others. */
  public boolean unrefresh(Handle handle) {
    return CatalogueStore.removeFacts(handle);
  }

  /** The same in a transaction of its own. */
  public boolean unrefresh() {
    boolean removed = database.<Boolean>commit(this::unrefresh);
    refreshed();
    return removed;
  }

  /** Reads the store again; where it is down, what was known goes on. */
  public void refreshed() {
    try {
      current = database.read(this::read);
    } catch (StoreException e) {
      LOG.warn("reading the catalogue failed: {}", e.getMessage());
    }
  }

  private Catalogue read(Handle handle) {
    List<List<ModelFacts>> facts = new ArrayList<>();
    facts.add(SHIPPED);
    for (String text : CatalogueStore.facts(handle)) {
      try {
        facts.add(FactsText.read(text));
      } catch (IllegalArgumentException e) {
        LOG.warn("the refreshed model facts can't be read; the shipped ones are used");
      }
    }
    List<ModelConfig> stored = new ArrayList<>();
    CatalogueStore.models(handle)
        .forEach(
            (id, body) -> {
              try {
                stored.add(model(object(body)));
              } catch (CatalogueException | JacksonException e) {
                LOG.warn("the stored entry of the model {} can't be read", id);
              }
            });
    return new CatalogueMerger(new KnownModels(facts))
        .put(configured, EntrySource.CONFIG)
        .put(stored, EntrySource.STORE)
        .catalogue();
  }

  private static ModelConfig model(ObjectNode json) {
    ModelJson.ModelReading modelReading = ModelJson.read(json);
    ModelConfig model = modelReading.model();
    if (model == null) {
      ConfigError first = modelReading.faults().getFirst();
      throw new CatalogueException(
          first.key(), first.key() + ": " + first.what() + " " + first.fix());
    }
    return model;
  }

  private static ObjectNode object(String body) {
    return (ObjectNode) MAPPER.readTree(body);
  }
}
