package dev.compresh.session;

/** A session and all that was noted of it. */
public record Session(SessionKey key, SessionUse use) {}
