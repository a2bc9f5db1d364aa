package dev.compresh.proxy;

import java.util.List;

/** Runs a request through the stages, in their order, until one ends it. */
final class StageList {
  private final List<Stage> stages;
  private final List<Stage> beforeBody;
  private final List<Stage> withBody;

  /**
   * @param stages all of them; those that need the head alone come first
   */
  StageList(List<Stage> stages) {
    this.stages = stages;
    this.beforeBody = stages.stream().takeWhile(Stage::needsHeadOnly).toList();
    this.withBody = stages.subList(beforeBody.size(), stages.size());
    if (withBody.stream().anyMatch(Stage::needsHeadOnly)) {
      throw new IllegalArgumentException("stages that need the head alone come first");
    }
  }

  /** The names of all stages, in their order. */
  List<String> names() {
    return stages.stream().map(Stage::name).toList();
  }

  /** Looks at the head alone. */
  StageResult<RequestContext> admit(RequestContext context) {
    return run(beforeBody, context);
  }

  /** Looks at the body of a request that was admitted. */
  StageResult<RequestContext> proceed(RequestContext context) {
    return run(withBody, context);
  }

  private static StageResult<RequestContext> run(List<Stage> stages, RequestContext context) {
    StageResult<RequestContext> stageResult = StageResult.next(context);
    for (Stage stage : stages) {
      stageResult = stage.run(context);
      if (stageResult instanceof StageResult.StageStop<RequestContext>) {
        return stageResult;
      }
    }
    return stageResult;
  }
}
