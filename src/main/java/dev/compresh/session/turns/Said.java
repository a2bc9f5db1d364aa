package dev.compresh.session.turns;

import dev.compresh.wire.Digest;
import java.util.function.Supplier;

/**
 * What a prompt holds of talk: one message of a user or an assistant.
 *
 * @param text its text, decoded when it is asked for
 */
public record Said(Digest digest, boolean user, Supplier<String> text) {}
