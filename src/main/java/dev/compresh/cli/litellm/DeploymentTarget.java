package dev.compresh.cli.litellm;

import org.jspecify.annotations.Nullable;

/**
 * A deployment of LiteLLM as a provider of a route.
 *
 * @param upstream the model's name there; null for the client's
 * @param weight its share among deployments of one order
 */
record DeploymentTarget(String provider, @Nullable String upstream, int order, int weight) {
  DeploymentTarget atOrder(int other) {
    return new DeploymentTarget(provider, upstream, other, weight);
  }
}
