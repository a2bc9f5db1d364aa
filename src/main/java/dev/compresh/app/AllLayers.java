package dev.compresh.app;

import dev.compresh.compression.CompressionPolicy;
import dev.compresh.compression.ElisionMarkers;
import dev.compresh.compression.LayerFactory;
import dev.compresh.compression.LayerHistory;
import dev.compresh.compression.agent.AgentHistory;
import dev.compresh.compression.chat.EpisodicMemory;
import dev.compresh.config.Secret;
import dev.compresh.config.SecurityConfig;
import java.util.List;

/**
 * The layers of each mode, in the order in which they write into a plan.
 *
 * @param markers what stands for what is cut
 */
public record AllLayers(ElisionMarkers markers) implements LayerFactory {

  /** With the markers of an installation without a secret of its own. */
  AllLayers() {
    this(ElisionMarkers.DEFAULT);
  }

  /** With the markers that {@code security} names. */
  public static AllLayers of(SecurityConfig security) {
    Secret secret = security.markerSecret();
    return secret == null ? new AllLayers() : new AllLayers(ElisionMarkers.of(secret.reveal()));
  }

  @Override
  public List<LayerHistory> appendOnly(CompressionPolicy compressionPolicy) {
    return switch (compressionPolicy.mode()) {
      case OFF, SHADOW -> List.of();
      case LOSSLESS -> List.of(AgentHistory.appendOnly(compressionPolicy, markers));
      case BALANCED, MAX ->
          List.of(
              AgentHistory.appendOnly(compressionPolicy, markers),
              EpisodicMemory.appendOnly(compressionPolicy));
    };
  }

  @Override
  public List<LayerHistory> fresh(CompressionPolicy compressionPolicy) {
    return switch (compressionPolicy.mode()) {
      case OFF, SHADOW -> List.of();
      case LOSSLESS -> List.of(new AgentHistory(compressionPolicy, markers));
      case BALANCED, MAX ->
          List.of(
              new AgentHistory(compressionPolicy, markers), new EpisodicMemory(compressionPolicy));
    };
  }
}
