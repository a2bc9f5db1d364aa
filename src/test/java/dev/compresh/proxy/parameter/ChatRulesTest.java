package dev.compresh.proxy.parameter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.provider.catalogue.ModelType;
import dev.compresh.proxy.parameter.ParameterCheck.ParameterForm;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Chat Completions for strict models. */
class ChatRulesTest {
  private static final String EFFORTS = "off=none,low,medium,high,max=xhigh";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'temperature':-0.1                       | invalid_value temperature",
        "'temperature':2.01                       | invalid_value temperature",
        "'temperature':'1'                        | invalid_value temperature",
        "'temperature':1e400                      | invalid_value temperature",
        "'top_p':1.5                              | invalid_value top_p",
        "'presence_penalty':-2.5                  | invalid_value presence_penalty",
        "'frequency_penalty':3                    | invalid_value frequency_penalty",
        "'n':0                                    | invalid_value n",
        "'n':1.5                                  | invalid_value n",
        "'max_tokens':0                           | invalid_value max_tokens",
        "'max_tokens':1001                        | invalid_value max_tokens",
        "'max_tokens':99999999999999999999999     | invalid_value max_tokens",
        "'max_completion_tokens':-1               | invalid_value max_completion_tokens",
        "'seed':1.5                               | invalid_value seed",
        "'stop':['a','b','c','d','e']             | invalid_value stop",
        "'stop':[1]                               | invalid_value stop[0]",
        "'stop':7                                 | invalid_value stop",
        "'logprobs':'yes'                         | invalid_value logprobs",
        "'top_logprobs':21                        | invalid_value top_logprobs",
        "'logit_bias':{'1':101}                   | invalid_value logit_bias",
        "'logit_bias':[]                          | invalid_value logit_bias",
        "'stream':1                               | invalid_value stream",
        "'stream_options':{'include_usage':true}  | invalid_value stream_options",
        "'stream':true,'stream_options':{'include_usage':1} | invalid_value"
            + " stream_options.include_usage",
        "'stream':true,'stream_options':{'x':true} | unknown_parameter stream_options.x",
        "'stream':true,'stream_options':[]        | invalid_value stream_options",
        "'response_format':'json'                 | invalid_value response_format",
        "'response_format':{'type':'xml'}         | invalid_value response_format.type",
        "'response_format':{'type':'json_schema'} | invalid_value response_format.json_schema",
        "'response_format':{'type':'json_schema','json_schema':{'name':'a b'}} | invalid_value"
            + " response_format.json_schema.name",
        "'response_format':{'type':'json_schema','json_schema':{'name':'a','schema':7}} |"
            + " invalid_value response_format.json_schema.schema",
        "'tools':{}                               | invalid_value tools",
        "'tools':[7]                              | invalid_value tools[0]",
        "'tools':[{'type':'x'}]                   | invalid_value tools[0].type",
        "'tools':[{'type':'function'}]            | invalid_value tools[0].function",
        "'tools':[{'type':'function','function':{'name':''}}] | invalid_value"
            + " tools[0].function.name",
        "'tools':[{'type':'function','function':{'name':'f','parameters':[]}}] | invalid_value"
            + " tools[0].function.parameters",
        "'tool_choice':'all'                      | invalid_value tool_choice",
        "'tool_choice':'required'                 | invalid_value tool_choice",
        "'tool_choice':{'type':'function'}        | invalid_value tool_choice.function.name",
        "'parallel_tool_calls':0                  | invalid_value parallel_tool_calls",
        "'user':7                                 | invalid_value user",
        "'metadata':{'a':1}                       | invalid_value metadata",
        "'reasoning_effort':'minimal'             | invalid_value reasoning_effort",
        "'reasoning_effort':3                     | invalid_value reasoning_effort",
        "'top_j':1                                | unknown_parameter top_j",
        "'functions':[]                           | unknown_parameter functions",
        "'session_id':'x'                         | unknown_parameter session_id",
      })
  void whatIsWrong_isNamed(String fields, String told) {
    assertThat(
            StrictRequests.check(
                StrictRequests.able(EFFORTS), ParameterForm.CHAT, StrictRequests.chat(fields)))
        .isEqualTo(told);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "'temperature':0,'top_p':1,'n':1,'seed':-7,'max_tokens':1000",
        "'temperature':2,'presence_penalty':-2,'frequency_penalty':2.0",
        "'temperature':null,'stop':null,'tools':null,'response_format':null,'seed':null",
        "'stop':'x'",
        "'stop':['a','b','c','d']",
        "'logprobs':true,'top_logprobs':20,'logit_bias':{'50256':-100}",
        "'stream':true,'stream_options':{'include_usage':true}",
        "'stream':false,'user':'me','metadata':{'a':'b'}",
        "'response_format':{'type':'json_object'}",
        "'response_format':{'type':'json_schema','json_schema':{'name':'a','schema':{},'strict':true}}",
        "'tools':[{'type':'function','function':{'name':'f','description':'d','parameters':{},'strict':null}}],'tool_choice':{'type':'function','function':{'name':'f'}},'parallel_tool_calls':false",
        "'tools':[],'tool_choice':'auto'",
        "'max_completion_tokens':5,'top_k':40",
      })
  void whatIsRight_passesByteForByte(String fields) {
    String json = StrictRequests.chat(fields);
    assertThat(StrictRequests.check(StrictRequests.able(EFFORTS), ParameterForm.CHAT, json))
        .isEqualTo("ok " + json);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'tools':[]                   | tools",
        "'tool_choice':'none'         | tool_choice",
        "'response_format':{'type':'text'} | response_format",
        "'reasoning_effort':'low'     | reasoning_effort",
      })
  void whatTheModelCanNot_isUnknownToIt(String fields, String param) {
    assertThat(
            StrictRequests.check(
                StrictRequests.plain(), ParameterForm.CHAT, StrictRequests.chat(fields)))
        .isEqualTo("unknown_parameter " + param);
  }

  @Test
  void samplingControls_areUnknownToAModelWithoutThem() {
    var entry = StrictRequests.entry(ModelType.CHAT, Set.of(), false, "");
    assertThat(
            StrictRequests.check(entry, ParameterForm.CHAT, StrictRequests.chat("'temperature':1")))
        .isEqualTo("unknown_parameter temperature");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "off=none,low,medium,high,max=xhigh | off    | none",
        "off=none,low,medium,high,max=xhigh | max    | xhigh",
        "off=none,low,medium,high,max=xhigh | high   | high",
        "low,high                           | max    | high",
        "low,high                           | medium | low",
        "high                               | low    | high",
      })
  void effort_goesOutInTheProvidersWord(String efforts, String asked, String sent) {
    String json = StrictRequests.chat("'reasoning_effort' : '" + asked + "' ,'seed':1");
    assertThat(StrictRequests.check(StrictRequests.able(efforts), ParameterForm.CHAT, json))
        .isEqualTo("ok " + json.replace('"' + asked + '"', '"' + sent + '"'));
  }

  @Test
  void effortOff_isRefusedWhereTheModelAlwaysReasons() {
    String json = StrictRequests.chat("'reasoning_effort':'off'");
    assertThat(StrictRequests.check(StrictRequests.able("low,high"), ParameterForm.CHAT, json))
        .isEqualTo("invalid_value reasoning_effort");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{`model`:`m`}                                      | invalid_value messages",
        "{`messages`:[{`role`:`user`,`content`:`a`}]}       | invalid_value model",
        "{`model`:`m`,`messages`:[]}                        | invalid_value messages",
        "{`model`:`m`,`messages`:`hi`}                      | invalid_value messages",
        "{`model`:`m`,`messages`:null}                      | invalid_value messages",
      })
  void whatIsMissing_isNamed(String json, String told) {
    assertThat(
            StrictRequests.check(
                StrictRequests.plain(), ParameterForm.CHAT, json.replace('`', '"')))
        .isEqualTo(told);
  }

  @Test
  void anImage_isRefusedByAModelThatReadsNone() {
    String json =
        """
        {"model":"m","messages":[{"role":"user","content":"a"},{"role":"user","content":[
          {"type":"text","text":"b"},{"type":"image_url","image_url":{"url":"data:,x"}}]}]}
        """;
    assertThat(StrictRequests.check(StrictRequests.plain(), ParameterForm.CHAT, json))
        .isEqualTo("invalid_value messages[1]");
    assertThat(StrictRequests.check(StrictRequests.able(EFFORTS), ParameterForm.CHAT, json))
        .startsWith("ok");
  }

  @Test
  void aModelOfAnotherType_isNoChat() {
    var entry = StrictRequests.entry(ModelType.EMBEDDING, Set.of(), true, "");
    assertThat(StrictRequests.check(entry, ParameterForm.CHAT, StrictRequests.chat("")))
        .isEqualTo("invalid_value model");
  }

  @Test
  void anUnknownNamesLength_isBoundedInTheAnswer() {
    String told =
        StrictRequests.check(
            StrictRequests.plain(),
            ParameterForm.CHAT,
            StrictRequests.chat("'" + "x".repeat(5_000) + "\\n':1"));
    assertThat(told).isEqualTo("unknown_parameter " + "x".repeat(64));
  }
}
