package dev.compresh.compression.dedup;

/**
 * A result of the conversation, by which later ones can refer to it.
 *
 * @param number its place among all results, from 0
 * @param text what it is called where nothing else has that name
 */
public record ResultName(int number, String text) {}
