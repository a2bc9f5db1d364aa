package dev.compresh.config;

import org.jspecify.annotations.Nullable;

/**
 * A key of the configuration, for people.
 *
 * @param path sections divided by dots; {@code []} represents any item of a list
 * @param type what it takes
 * @param fallback its default, empty for none
 * @param variable the environment variable that sets it as well; null for none
 * @param example a value that can be copied
 * @param meaning what it does
 */
public record ConfigKey(
    String path,
    String type,
    String fallback,
    @Nullable String variable,
    String example,
    String meaning) {}
