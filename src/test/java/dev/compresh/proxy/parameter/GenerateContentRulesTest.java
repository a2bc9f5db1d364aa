package dev.compresh.proxy.parameter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.proxy.parameter.ParameterCheck.ParameterForm;
import org.junit.jupiter.api.Test;

class GenerateContentRulesTest {

  @Test
  void unknownFieldsAndBounds_areRefused() {
    assertThat(check("'safetySettings':[]")).isEqualTo("");
    assertThat(check("'generationConfig':{'maxOutputTokens':100,'temperature':2,'x':1}"))
        .isEqualTo("");
    assertThat(check("'generation_config':{'max_output_tokens':0}"))
        .isEqualTo("invalid_value generation_config.max_output_tokens");
    assertThat(check("'generationConfig':{'maxOutputTokens':1001}"))
        .isEqualTo("invalid_value generationConfig.maxOutputTokens");
    assertThat(check("'generationConfig':{'candidateCount':9}"))
        .isEqualTo("invalid_value generationConfig.candidateCount");
    assertThat(check("'generationConfig':{'thinkingConfig':1}"))
        .isEqualTo("invalid_value generationConfig.thinkingConfig");
    assertThat(check("'messages':[]")).isEqualTo("unknown_parameter messages");
  }

  private static String check(String fields) {
    String body =
        "{\"contents\":[{\"parts\":[{\"text\":\"a\"}]}]," + fields.replace('\'', '"') + "}";
    String found =
        StrictRequests.check(StrictRequests.able(""), ParameterForm.GENERATE_CONTENT, body);
    return found.startsWith("ok ") ? "" : found;
  }
}
