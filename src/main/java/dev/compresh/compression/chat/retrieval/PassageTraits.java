package dev.compresh.compression.chat.retrieval;

/**
 * The traits of a passage, detected by cue words.
 *
 * @param standing how strongly it states a lasting rule, preference or commitment, 0 = not at all
 * @param correction whether it takes something back or changes it
 * @param amends whether it clearly does so
 * @param names words that look like names
 * @param numbers words with digits
 * @param times words that tell a time
 */
public record PassageTraits(
    double standing, boolean correction, boolean amends, int names, int numbers, int times) {}
