package dev.compresh.provider;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A provider of the store.
 *
 * @param org the organisation that it belongs to, null where it is everybody's
 * @param body its fields, with the keys of the configuration file; neither key nor headers
 * @param active whether requests go to it
 */
public record StoredProvider(
    String name,
    @Nullable String org,
    ObjectNode body,
    boolean active,
    Instant createdAt,
    Instant changedAt) {}
