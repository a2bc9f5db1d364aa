package dev.compresh.session.turns;

import dev.compresh.dialect.ContentDigest;
import java.util.function.Supplier;

/**
 * One chat message in a prompt, of a user or an assistant.
 *
 * @param text its text, decoded when it is asked for
 */
public record ChatTurn(ContentDigest digest, boolean user, Supplier<String> text) {}
