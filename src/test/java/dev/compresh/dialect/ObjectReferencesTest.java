package dev.compresh.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Ids of what a provider holds: in requests, and in answers however they are cut. */
class ObjectReferencesTest {

  private static ObjectReferences read(Dialect dialect, String body) {
    return ((Prompt) PromptReader.read(dialect, body.replace('\'', '"').getBytes(UTF_8)))
        .envelope()
        .references();
  }

  private static List<String> made(Dialect dialect, boolean streamed, String answer, int piece) {
    byte[] bytes = answer.replace('\'', '"').getBytes(UTF_8);
    String type = streamed ? "text/event-stream" : "application/json";
    try (ResponseTap tap = new ResponseTap(dialect, streamed, false, type, null)) {
      for (int at = 0; at < bytes.length; at += piece) {
        tap.accept(bytes, at, Math.min(piece, bytes.length - at), (b, o, n) -> {});
      }
      tap.end((b, o, n) -> {});
      return tap.madeIds();
    }
  }

  @Test
  void ordinaryRequests_nameNothing() {
    assertThat(read(Dialect.RESPONSES, "{'model':'m','input':'Hi','tools':[]}"))
        .isEqualTo(ObjectReferences.NONE);
    assertThat(read(Dialect.CHAT, "{'messages':[{'role':'user','content':'\\'file_id\\''}]}"))
        .isEqualTo(ObjectReferences.NONE);
    assertThat(read(Dialect.RESPONSES, "{'previous_response_id':null,'input':[]}").isEmpty())
        .isTrue();
  }

  @Test
  void requests_nameWhatTheyContinueAndUse() {
    ObjectReferences references =
        read(
            Dialect.RESPONSES,
            "{'store':false,'truncation':'auto','previous_response_id':'resp_1',"
                + "'conversation':{'id':'conv_1'},'tools':[{'type':'file_search',"
                + "'vector_store_ids':['vs_1','vs_2']},{'type':'code_interpreter','container':"
                + "'cntr_1'},{'type':'code_interpreter','container':{'type':'auto','file_ids':"
                + "['file_1']}}],'input':[{'role':'user','content':[{'type':'input_file',"
                + "'file_id':'file_2'}]},{'type':'item_reference','id':'msg_1'},"
                + "{'type':'code_interpreter_call','id':'ci_1','container_id':'cntr_2'}]}");
    assertThat(references.previousResponse()).isEqualTo("resp_1");
    assertThat(references.conversation()).isEqualTo("conv_1");
    assertThat(references.others())
        .containsExactlyInAnyOrder("vs_1", "vs_2", "cntr_1", "file_1", "file_2", "msg_1", "cntr_2");
    assertThat(references.isStored()).isFalse();
    assertThat(references.isTruncated()).isTrue();
  }

  private static List<String> files(String block) {
    return read(Dialect.RESPONSES, "{'input':[{'role':'user','content':[" + block + "]}]}").ids();
  }

  @Test
  void filesInLongBlocks_areSeen() {
    String name = "n".repeat(20_000);
    assertThat(files("{'type':'input_file','file_id':'file_1','filename':'" + name + "'}"))
        .containsExactly("file_1");
    assertThat(files("{'type':'input_file','filename':'" + name + "','file_id':'file_1'}"))
        .containsExactly("file_1");
  }

  @Test
  void filesUnderEscapedNames_areSeen() {
    for (String name : new String[] {"file_\\u0069d", "\\u0066ile_id", "\\u0066\\u0069le_id"}) {
      assertThat(files("{'type':'input_file','" + name + "':'file_1'}"))
          .as(name)
          .containsExactly("file_1");
    }
    assertThat(
            read(
                    Dialect.RESPONSES,
                    "{'tools':[{'type':'code_interpreter','contain\\u0065r':'cntr_1'}]}")
                .ids())
        .containsExactly("cntr_1");
  }

  @Test
  void itemsWithNothingButAnId_areReferences() {
    assertThat(read(Dialect.RESPONSES, "{'input':[{'id':'msg_1'}]}").ids())
        .containsExactly("msg_1");
    assertThat(
            read(Dialect.RESPONSES, "{'input':[{'id':'msg_1','role':'user','content':'Hi'}]}")
                .ids())
        .isEmpty();
  }

  @Test
  void idsThatAreSaidTwice_areAllSeen() {
    assertThat(
            read(
                    Dialect.RESPONSES,
                    "{'previous_response_id':'resp_1','input':'x','previous_response_id':'resp_2'}")
                .ids())
        .containsExactlyInAnyOrder("resp_1", "resp_2");
    assertThat(
            read(
                    Dialect.RESPONSES,
                    "{'conversation':'conv_1','input':'x','conversation':{'id':'conv_2'}}")
                .ids())
        .contains("conv_2");
  }

  @Test
  void requestsOfOtherDialects_nameTheirs() {
    assertThat(
            read(
                    Dialect.MESSAGES,
                    "{'container':{'id':'container_1','skills':[{'skill_id':'x'}]},'messages':["
                        + "{'role':'user','content':[{'type':'container_upload','file_id':'f_1'},"
                        + "{'type':'image','source':{'type':'file','file_id':'f_2'}}]}]}")
                .others())
        .containsExactlyInAnyOrder("container_1", "f_1", "f_2");
    assertThat(read(Dialect.MESSAGES, "{'container':'container_1','messages':[]}").others())
        .containsExactly("container_1");
    assertThat(
            read(
                    Dialect.CHAT,
                    "{'messages':[{'role':'user','content':[{'type':'file','file':{'file_id':"
                        + "'f_1'}}]}]}")
                .others())
        .containsExactly("f_1");
    assertThat(read(Dialect.CHAT, "{'conversation':'x','messages':[]}").isEmpty()).isTrue();
  }

  @Test
  void manyAndLongIds_areBounded() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      ids.add("'vs_" + i + "'");
    }
    ids.add("'" + "v".repeat(10_000) + "'");
    String body =
        "{'previous_response_id':'"
            + "r".repeat(10_000)
            + "','tools':[{'vector_store_ids':["
            + String.join(",", ids)
            + "]}],'input':'x'}";
    assertThat(read(Dialect.RESPONSES, body).ids()).hasSize(64);
  }

  @Test
  void answers_tellWhatWasMade() {
    String answer =
        "{'id':'resp_9','object':'response','conversation':{'id':'conv_9'},'output':[{'id':'msg_9',"
            + "'type':'message','content':[{'type':'output_text','text':'x','annotations':[{'type':"
            + "'container_file_citation','container_id':'cntr_9','file_id':'cfile_9'}]}]}],"
            + "'usage':{'input_tokens':1,'output_tokens':1}}";
    for (int piece : new int[] {1, 7, 4_096}) {
      assertThat(made(Dialect.RESPONSES, false, answer, piece))
          .containsExactly("resp_9", "conv_9", "cntr_9", "cfile_9");
    }
    assertThat(made(Dialect.CHAT, false, answer, 4_096)).isEmpty();
  }

  @Test
  void streams_tellWhatWasMade() {
    String stream =
        "event: response.created\ndata: {'type':'response.created','response':{'id':'resp_9',"
            + "'conversation':{'id':'conv_9'}}}\n\nevent: response.output_item.done\n"
            + "data: {'type':'response.output_item.done','item':{'id':'ci_9','type':"
            + "'code_interpreter_call','container_id':'cntr_9'}}\n\n";
    for (int piece : new int[] {1, 7, 4_096}) {
      assertThat(made(Dialect.RESPONSES, true, stream, piece))
          .containsExactly("resp_9", "conv_9", "cntr_9");
    }
    String messages =
        "event: message_start\ndata: {'type':'message_start','message':{'id':'msg_9','container':"
            + "{'id':'container_9','expires_at':'2026-12-01'}}}\n\nevent: message_delta\n"
            + "data: {'type':'message_delta','delta':{'container':{'id':'container_8'}}}\n\n";
    assertThat(made(Dialect.MESSAGES, true, messages, 3))
        .containsExactly("container_9", "container_8");
  }
}
