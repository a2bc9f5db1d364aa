package dev.compresh.http.multipart;

/**
 * A field of a form that is no file.
 *
 * @param name as it appears in the part's head
 * @param value its bytes as UTF-8
 * @param from offset of the value's first byte in the form
 * @param to offset behind its last one
 */
public record FormField(String name, String value, long from, long to) {}
