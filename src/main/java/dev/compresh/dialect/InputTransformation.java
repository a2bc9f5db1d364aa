package dev.compresh.dialect;

/**
 * Something that a provider did to a request's input before the model read it, as its answer lists
 * it under {@code input_transformations}. Each text is cut at 64 characters.
 *
 * @param type what was done, such as {@code thinking_dropped}
 * @param path where in the request that was sent, such as {@code messages.1.content.0}
 * @param reason why, such as {@code prefix_binding_mismatch}; empty where none is given
 */
public record InputTransformation(String type, String path, String reason) {}
