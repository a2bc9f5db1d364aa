package dev.compresh.proxy;

/** What the body goes through, in this order. */
record BodyStages(
    BodyStage bodies,
    ModelStage models,
    ParameterStage parameters,
    MoneyStage money,
    HeldObjectStage held,
    BindingStage bindings,
    CompressStage compression,
    ForwardStage forwards,
    RequestSettler settling,
    ShadowPlanner shadow,
    RegretObserver regrets,
    PromptCaching caching,
    CacheAdviceObserver advice,
    PromptWatch watch) {}
