package dev.compresh.compression;

import dev.compresh.compression.agent.AgentHistory;
import dev.compresh.compression.chat.EpisodicMemory;
import java.util.List;
import java.util.function.Function;

/**
 * The stages of compression, in the order in which they write into a plan.
 *
 * @param markers what is put in the place of what is cut
 */
public record CompressionStages(ElisionMarkers markers) implements LayerFactory {

  /**
   * A stage: layers that decide together about what a conversation holds.
   *
   * @param layers its layers, in the order in which they decide
   * @param least the first of the modes in which it runs
   * @param fresh makes its history of a conversation
   * @param appendOnly likewise, where nothing may change once it was sent
   */
  record CompressionStage(
      List<Layer> layers,
      CompressionMode least,
      Function<CompressionPolicy, LayerHistory> fresh,
      Function<CompressionPolicy, LayerHistory> appendOnly) {}

  /** With the markers of an installation without a secret of its own. */
  public CompressionStages() {
    this(ElisionMarkers.DEFAULT);
  }

  /** Returns all stages, in their order. */
  List<CompressionStage> stages() {
    return List.of(
        new CompressionStage(
            List.of(Layer.TOOL_OUTPUT, Layer.DEDUP, Layer.EVICTION),
            CompressionMode.LOSSLESS,
            policy -> new AgentHistory(policy, markers),
            policy -> AgentHistory.appendOnly(policy, markers)),
        new CompressionStage(
            List.of(Layer.CHAT_MEMORY, Layer.RECALL),
            CompressionMode.BALANCED,
            EpisodicMemory::new,
            EpisodicMemory::appendOnly));
  }

  @Override
  public List<LayerHistory> fresh(CompressionPolicy compressionPolicy) {
    return histories(compressionPolicy, CompressionStage::fresh);
  }

  @Override
  public List<LayerHistory> appendOnly(CompressionPolicy compressionPolicy) {
    return histories(compressionPolicy, CompressionStage::appendOnly);
  }

  private List<LayerHistory> histories(
      CompressionPolicy compressionPolicy,
      Function<CompressionStage, Function<CompressionPolicy, LayerHistory>> kind) {
    return stages().stream()
        .filter(stage -> compressionPolicy.mode().compareTo(stage.least) >= 0)
        .map(stage -> kind.apply(stage).apply(compressionPolicy))
        .toList();
  }
}
