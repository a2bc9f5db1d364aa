package dev.compresh.cli;

import dev.compresh.compress.History;
import dev.compresh.compress.Layers;
import dev.compresh.compress.Markers;
import dev.compresh.compress.Policy;
import dev.compresh.compress.agent.AgentHistory;
import dev.compresh.compress.episode.EpisodicMemory;
import dev.compresh.config.Secret;
import dev.compresh.config.SecurityConfig;
import java.util.List;

/**
 * The layers of each mode, in the order in which they write into a plan.
 *
 * @param markers what stands for what is cut
 */
record AllLayers(Markers markers) implements Layers {

  /** With the markers of an installation without a secret of its own. */
  AllLayers() {
    this(Markers.DEFAULT);
  }

  /** With the markers that {@code security} names. */
  static AllLayers of(SecurityConfig security) {
    Secret secret = security.markerSecret();
    return secret == null ? new AllLayers() : new AllLayers(Markers.of(secret.reveal()));
  }

  @Override
  public List<History> appendOnly(Policy policy) {
    return switch (policy.mode()) {
      case OFF, SHADOW -> List.of();
      case LOSSLESS -> List.of(AgentHistory.appendOnly(policy, markers));
      case BALANCED, MAX ->
          List.of(AgentHistory.appendOnly(policy, markers), EpisodicMemory.appendOnly(policy));
    };
  }

  @Override
  public List<History> fresh(Policy policy) {
    return switch (policy.mode()) {
      case OFF, SHADOW -> List.of();
      case LOSSLESS -> List.of(new AgentHistory(policy, markers));
      case BALANCED, MAX -> List.of(new AgentHistory(policy, markers), new EpisodicMemory(policy));
    };
  }
}
