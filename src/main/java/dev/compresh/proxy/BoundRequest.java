package dev.compresh.proxy;

/** A request's binding, and where it is to go because of it. */
record BoundRequest(RoutingDecision choice, ConversationBinding binding) {}
