package dev.compresh.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.dialect.ModelPath.ModelAction;
import org.junit.jupiter.api.Test;

class ModelPathTest {

  @Test
  void modelAndAction_underEachVersion() {
    assertThat(ModelPath.find("/v1beta/models/gemini-2.5-pro:generateContent"))
        .contains(new ModelPath("/v1beta", "gemini-2.5-pro", ModelAction.GENERATE));
    assertThat(ModelPath.find("/v1/models/a:b:streamGenerateContent"))
        .contains(new ModelPath("/v1", "a:b", ModelAction.STREAM));
    assertThat(ModelPath.find("/v1beta/models/google%2Fm%20x:countTokens"))
        .contains(new ModelPath("/v1beta", "google/m x", ModelAction.COUNT));
  }

  @Test
  void otherPaths_areNone() {
    for (String path :
        new String[] {
          "/v1/models/gemini-2.5-pro",
          "/v1beta/models/:generateContent",
          "/v1beta/models/m:batchEmbedContents",
          "/v2/models/m:generateContent",
          "/v1beta/v1beta/models/m:generateContent",
          "/models/m:generateContent",
          "/v1/chat/completions",
          "/"
        }) {
      assertThat(ModelPath.find(path)).as(path).isEmpty();
    }
  }

  @Test
  void pathForTheProvider_namesItsOwnModel() {
    ModelPath path = ModelPath.find("/v1beta/models/fast:generateContent").orElseThrow();
    assertThat(path.buildPath("gemini-2.5-flash"))
        .isEqualTo("/models/gemini-2.5-flash:generateContent");
    assertThat(path.buildPath("tuned models/é?#"))
        .isEqualTo("/models/tuned%20models/%C3%A9%3F%23:generateContent");
    assertThat(path.isStreaming()).isFalse();
  }
}
