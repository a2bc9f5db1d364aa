package dev.compresh.proxy;

/**
 * A body without its content coding.
 *
 * @param coded whether it came with one
 */
record PlainBody(byte[] bytes, boolean coded) {}
