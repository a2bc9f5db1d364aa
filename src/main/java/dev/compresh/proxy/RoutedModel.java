package dev.compresh.proxy;

import dev.compresh.compression.CompressionMode;
import dev.compresh.provider.Candidate;
import dev.compresh.provider.catalogue.CatalogueEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The model that a request names, and where it is served.
 *
 * @param name as the client wrote it
 * @param entry what the catalogue says of it; null where it has none
 * @param candidates all providers that serve it
 * @param mode asked for, or set
 */
record RoutedModel(
    String name,
    @Nullable CatalogueEntry entry,
    List<Candidate> candidates,
    CompressionMode mode) {}
