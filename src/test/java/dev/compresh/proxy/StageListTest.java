package dev.compresh.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compresh.http.Headers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Stages run in their order, before and with the body, until one ends the request. */
class StageListTest {
  private final List<String> ran = new ArrayList<>();
  private final RequestContext context =
      new RequestContext(new RequestHead("id", 0, "POST", "/v1/x", null, Headers.NONE, "local"));

  private final class NotedStage implements Stage {
    private final String name;
    private final boolean needsHeadOnly;
    private final boolean stops;

    NotedStage(String name, boolean needsHeadOnly, boolean stops) {
      this.name = name;
      this.needsHeadOnly = needsHeadOnly;
      this.stops = stops;
    }

    @Override
    public boolean needsHeadOnly() {
      return needsHeadOnly;
    }

    @Override
    public StageResult<RequestContext> run(RequestContext context) {
      ran.add(name);
      return stops ? StageResult.stop(ApiErrors.mediaType()) : StageResult.next(context);
    }
  }

  @Test
  void theHeadsStages_runWithoutTheOthers() {
    StageList stages =
        new StageList(
            List.of(
                new NotedStage("a", true, false),
                new NotedStage("b", true, false),
                new NotedStage("c", false, false)));
    assertThat(stages.admit(context)).isEqualTo(StageResult.next(context));
    assertThat(ran).containsExactly("a", "b");
    assertThat(stages.proceed(context)).isEqualTo(StageResult.next(context));
    assertThat(ran).containsExactly("a", "b", "c");
  }

  @Test
  void whatOneStageEnds_noOtherSees() {
    StageList stages =
        new StageList(
            List.of(
                new NotedStage("a", false, false),
                new NotedStage("b", false, true),
                new NotedStage("c", false, false)));
    assertThat(stages.proceed(context)).isEqualTo(StageResult.stop(ApiErrors.mediaType()));
    assertThat(ran).containsExactly("a", "b");
  }

  @Test
  void aStageOfTheHead_behindOneOfTheBody_isRefused() {
    List<Stage> stages =
        List.of(new NotedStage("a", false, false), new NotedStage("b", true, false));
    assertThatThrownBy(() -> new StageList(stages)).isInstanceOf(IllegalArgumentException.class);
  }
}
