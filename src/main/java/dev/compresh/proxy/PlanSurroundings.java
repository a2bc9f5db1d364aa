package dev.compresh.proxy;

import dev.compresh.regret.SuspendedLayers;

/** Holds what a plan depends on besides prompt and settings. */
record PlanSurroundings(
    ContextWindow room,
    CacheWatch watch,
    SentHistories histories,
    SuspendedLayers suspended,
    PromptCaching caching) {}
