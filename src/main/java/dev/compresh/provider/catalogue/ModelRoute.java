package dev.compresh.provider.catalogue;

/**
 * A provider that serves a model of the catalogue.
 *
 * @param provider its name
 * @param model the name that it knows the model by
 * @param order those of a lower number are tried first
 * @param weight the share among those of the same order; 0 is held back for the others
 */
public record ModelRoute(String provider, String model, int order, int weight) {}
