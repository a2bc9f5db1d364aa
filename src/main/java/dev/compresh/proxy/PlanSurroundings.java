package dev.compresh.proxy;

import dev.compresh.regret.SuspendedLayers;

/** What a plan depends on beside prompt and settings. */
record PlanSurroundings(
    ContextWindow room,
    CacheWatch watch,
    SentHistories histories,
    SuspendedLayers suspended,
    PromptCaching caching) {}
