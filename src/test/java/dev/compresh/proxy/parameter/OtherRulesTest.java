package dev.compresh.proxy.parameter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.provider.catalogue.CatalogueEntry;
import dev.compresh.provider.catalogue.ModelType;
import dev.compresh.proxy.parameter.ParameterCheck.ParameterForm;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages, Responses, embeddings and speech for strict models. */
class OtherRulesTest {
  private static final CatalogueEntry ABLE =
      StrictRequests.able("off=none,low,medium,high,max=xhigh");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'max_tokens':10                          | ok",
        "'max_tokens':10,'system':'a','temperature':1,'top_k':5,'stop_sequences':['x'] | ok",
        "'max_tokens':10,'system':[{'type':'text','text':'a'}],'stream':true | ok",
        "'max_tokens':10,'thinking':{'type':'enabled','budget_tokens':2000} | ok",
        "'max_tokens':10,'tools':[{'name':'f','input_schema':{}}],'tool_choice':{'type':'any'} |"
            + " ok",
        "'stream':true                            | invalid_value max_tokens",
        "'max_tokens':5000                        | invalid_value max_tokens",
        "'max_tokens':10,'temperature':1.5        | invalid_value temperature",
        "'max_tokens':10,'thinking':{'type':'on'} | invalid_value thinking.type",
        "'max_tokens':10,'thinking':{'type':'enabled','budget_tokens':5} | invalid_value"
            + " thinking.budget_tokens",
        "'max_tokens':10,'tool_choice':'auto'     | invalid_value tool_choice.type",
        "'max_tokens':10,'presence_penalty':1     | unknown_parameter presence_penalty",
      })
  void messages(String fields, String told) {
    String json = StrictRequests.chat(fields);
    assertThat(StrictRequests.check(ABLE, ParameterForm.MESSAGES, json))
        .isEqualTo(told.equals("ok") ? "ok " + json : told);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'input':'hi'                             | ok",
        "'input':[{'role':'user','content':'hi'}],'store':false,'include':[] | ok",
        "'input':'hi','reasoning':{'effort':'high','summary':'auto'} | ok",
        "'input':'hi','text':{'format':{'type':'json_schema','name':'a','schema':{}}} | ok",
        "'input':'hi','tools':[{'type':'web_search'}],'tool_choice':'auto' | ok",
        "'input':'hi','max_output_tokens':0       | invalid_value max_output_tokens",
        "'input':'hi','temperature':3             | invalid_value temperature",
        "'input':'hi','reasoning':{'effort':'xhigh'} | invalid_value reasoning.effort",
        "'input':'hi','text':{'format':{'type':'xml'}} | invalid_value text.format.type",
        "'input':7                                | invalid_value input",
        "'input':'hi','messages':[]               | unknown_parameter messages",
      })
  void responses(String fields, String told) {
    String json = "{\"model\":\"m\"," + fields.replace('\'', '"') + "}";
    assertThat(StrictRequests.check(ABLE, ParameterForm.RESPONSES, json))
        .isEqualTo(told.equals("ok") ? "ok " + json : told);
  }

  @ParameterizedTest
  @CsvSource({"off, none", "max, xhigh", "low, low"})
  void responsesAndMessages_sendTheProvidersWordOfAnEffort(String asked, String sent) {
    String responses =
        "{\"model\":\"m\",\"input\":\"a\",\"reasoning\":{\"effort\": \"" + asked + "\"}}";
    assertThat(StrictRequests.check(ABLE, ParameterForm.RESPONSES, responses))
        .isEqualTo("ok " + responses.replace('"' + asked + '"', '"' + sent + '"'));
    String messages =
        StrictRequests.chat("'max_tokens':9,'output_config':{'effort':'" + asked + "'}");
    assertThat(StrictRequests.check(ABLE, ParameterForm.MESSAGES, messages))
        .isEqualTo("ok " + messages.replace('"' + asked + '"', '"' + sent + '"'));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'input':'hi'                                       | ok",
        "'input':['a','b'],'encoding_format':'base64'       | ok",
        "'input':[1,2,3],'dimensions':256,'user':'u'        | ok",
        "'input':[[1,2],[3]],'encoding_format':'float'      | ok",
        "'input':''                                         | invalid_value input",
        "'input':[]                                         | invalid_value input",
        "'input':['a','']                                   | invalid_value input[1]",
        "'input':['a',1]                                    | invalid_value input[1]",
        "'input':[[1],[]]                                   | invalid_value input[1]",
        "'input':[-1]                                       | invalid_value input[0]",
        "'input':{}                                         | invalid_value input",
        "'user':'u'                                         | invalid_value input",
        "'input':'a','encoding_format':'hex'                | invalid_value encoding_format",
        "'input':'a','dimensions':0                         | invalid_value dimensions",
        "'input':'a','dimensions':1001                      | invalid_value dimensions",
        "'input':'a','temperature':1                        | unknown_parameter temperature",
      })
  void embeddings(String fields, String told) {
    CatalogueEntry entry = StrictRequests.entry(ModelType.EMBEDDING, Set.of(), true, "");
    String json = "{\"model\":\"m\"," + fields.replace('\'', '"') + "}";
    assertThat(StrictRequests.check(entry, ParameterForm.EMBEDDINGS, json))
        .isEqualTo(told.equals("ok") ? "ok " + json : told);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'input':'hi','voice':'alloy'                       | ok",
        "'input':'hi','voice':{'id':'v'},'speed':0.25,'response_format':'pcm' | ok",
        "'input':'hi'                                       | invalid_value voice",
        "'input':'','voice':'a'                             | invalid_value input",
        "'input':'hi','voice':'a','speed':5                 | invalid_value speed",
        "'input':'hi','voice':'a','response_format':'ogg'   | invalid_value response_format",
        "'input':'hi','voice':'a','pitch':1                 | unknown_parameter pitch",
      })
  void speech(String fields, String told) {
    CatalogueEntry entry = StrictRequests.entry(ModelType.SPEECH, Set.of(), true, "");
    String json = "{\"model\":\"m\"," + fields.replace('\'', '"') + "}";
    assertThat(StrictRequests.check(entry, ParameterForm.SPEECH, json))
        .isEqualTo(told.equals("ok") ? "ok " + json : told);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'language':'de','prompt':'a','response_format':'srt','temperature':'0.2' | ok",
        "'stream':'true','timestamp_granularities[]':['word','segment'] | ok",
        "'timestamp_granularities[]':'word','include[]':'logprobs' | ok",
        "'chunking_strategy[type]':'server_vad','chunking_strategy[threshold]':'0.5' | ok",
        "'temperature':'1.5'                      | invalid_value temperature",
        "'temperature':'warm'                     | invalid_value temperature",
        "'response_format':'xml'                  | invalid_value response_format",
        "'timestamp_granularities':'line'         | invalid_value timestamp_granularities",
        "'voice':'alloy'                          | unknown_parameter voice",
      })
  void transcription(String fields, String told) {
    CatalogueEntry entry = StrictRequests.entry(ModelType.TRANSCRIPTION, Set.of(), true, "");
    String json = "{\"model\":\"m\"," + fields.replace('\'', '"') + "}";
    assertThat(StrictRequests.check(entry, ParameterForm.TRANSCRIPTION, json))
        .isEqualTo(told.equals("ok") ? "ok " + json : told);
  }
}
