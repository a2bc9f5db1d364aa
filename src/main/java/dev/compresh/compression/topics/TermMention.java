package dev.compresh.compression.topics;

/**
 * A term as it appears in a text.
 *
 * @param strong whether it is a name or an identifier
 * @param vote whether the form is the writer's choice, not that of a sentence's beginning
 */
record TermMention(String key, String form, boolean strong, boolean vote) {}
