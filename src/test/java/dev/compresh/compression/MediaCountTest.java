package dev.compresh.compression;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.dialect.Dialect;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.PromptReader;
import dev.compresh.dialect.media.MediaFiles;
import dev.compresh.token.MediaTokens;
import dev.compresh.token.Tokenizer;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** Media in every block and item that may hold them, counted by the model's vendor's rule. */
class MediaCountTest {
  private static final Tokenizer WORDS =
      new Tokenizer() {
        @Override
        public int count(String text) {
          return text.isBlank() ? 0 : text.strip().split(" ").length;
        }

        @Override
        public int count(byte[] utf8, int from, int to) {
          return count(new String(utf8, from, to - from, UTF_8));
        }
      };

  private static final String SHOT = MediaFiles.base64(MediaFiles.png(1280, 720));
  private static final String NOISE = Base64.getEncoder().encodeToString(new byte[600_000]);

  private static Prompt prompt(Dialect dialect, String elements) {
    String name = dialect.equals(Dialect.RESPONSES) ? "input" : "messages";
    String body = "{\"" + name + "\":[" + elements.replace('\'', '"') + "]}";
    return (Prompt) PromptReader.read(dialect, body.getBytes(UTF_8));
  }

  private static Prompt chat(String block) {
    return prompt(Dialect.CHAT, "{'role':'user','content':[" + block + "]}");
  }

  private static Prompt messages(String block) {
    return prompt(Dialect.MESSAGES, "{'role':'user','content':[" + block + "]}");
  }

  private static long billed(Prompt prompt, String model) {
    MediaCount count = MediaCount.of(prompt, MediaTokens.forModel(model));
    // What plans count is in the counts of messages, to the token.
    assertThat((long) new PromptTokens(WORDS).count(prompt))
        .isBetween(count.planned(), count.planned() + 200);
    return count.billed();
  }

  @Test
  void chat_pictures() {
    String url = "{'type':'image_url','image_url':{'url':'data:image/png;base64," + SHOT + "'";
    assertThat(billed(chat(url + "}}"), "gpt-4o")).isEqualTo(1_105);
    assertThat(billed(chat(url + ",'detail':'low'}}"), "gpt-4o")).isEqualTo(85);
    assertThat(
            billed(
                chat(
                    "{'image_url':{'detail':'low','url':'https://x/y.png'},"
                        + "'type':'image_url'}"),
                "gpt-4o"))
        .isEqualTo(85);
    assertThat(billed(chat(url + "}}," + url + "}}"), "gemini-3.5-flash")).isEqualTo(2_240);
  }

  @Test
  void chat_soundAndFiles() {
    String sound = MediaFiles.base64(MediaFiles.wav(480_000, 48_000));
    assertThat(
            billed(
                chat(
                    "{'type':'input_audio','input_audio':{'data':'" + sound + "','format':'wav'}}"),
                "gpt-4o-audio-preview"))
        .isEqualTo(100);
    String file = MediaFiles.base64(MediaFiles.pdf(4));
    assertThat(
            billed(
                chat(
                    "{'type':'file','file':{'filename':'a.pdf','file_data':"
                        + "'data:application/pdf;base64,"
                        + file
                        + "'}}"),
                "gemini-3.5-flash"))
        .isEqualTo(4 * 560);
    assertThat(billed(chat("{'type':'file','file':{'file_id':'file_1'}}"), "gemini-3.5-flash"))
        .isEqualTo(5 * 560);
    assertThat(
            billed(
                chat(
                    "{'type':'video_url','video_url':{'url':'data:video/mp4;base64,"
                        + NOISE
                        + "'}}"),
                "gemini-2.5-flash"))
        .isEqualTo(5 * 290);
  }

  @Test
  void chat_picturesThatTheModelMade() {
    assertThat(
            billed(
                prompt(
                    Dialect.CHAT,
                    "{'role':'assistant','content':'','images':[{'type':'image_url','image_url':"
                        + "{'url':'data:image/png;base64,"
                        + SHOT
                        + "'}}]}"),
                "gemini-3.5-flash"))
        .isEqualTo(1_120);
  }

  @Test
  void messages_pictures() {
    String source = "'source':{'type':'base64','media_type':'image/png','data':'" + SHOT + "'}";
    assertThat(billed(messages("{'type':'image'," + source + "}"), "claude-haiku-4-5"))
        .isEqualTo(1_196);
    assertThat(billed(messages("{" + source + ",'type':'image'}"), "claude-haiku-4-5"))
        .isEqualTo(1_196);
    assertThat(
            billed(
                messages("{'type':'image','source':{'type':'url','url':'https://x/y'}}"),
                "claude-haiku-4-5"))
        .isEqualTo(1_369);
    assertThat(
            billed(
                messages("{'type':'image','source':{'type':'file','file_id':'file_1'}}"),
                "claude-opus-4-8"))
        .isEqualTo(1_369);
  }

  @Test
  void messages_picturesInAToolsResult_countOneByOne() {
    String picture =
        "{'type':'image','source':{'type':'base64','media_type':'image/png','data':'"
            + SHOT
            + "'}}";
    Prompt prompt =
        messages(
            "{'type':'tool_result','tool_use_id':'t','content':["
                + picture
                + ","
                + "{'type':'text','text':'two words'},"
                + picture
                + "]}");
    assertThat(billed(prompt, "claude-haiku-4-5")).isEqualTo(2 * 1_196);
    assertThat(new PromptTokens(WORDS).count(prompt)).isEqualTo(4 + 2 + 2 * 1_196);
  }

  @Test
  void messages_documents() {
    String pdf = MediaFiles.base64(MediaFiles.pdf(7));
    assertThat(
            billed(
                messages(
                    "{'type':'document','source':{'type':'base64','media_type':"
                        + "'application/pdf','data':'"
                        + pdf
                        + "'}}"),
                "claude-sonnet-4-6"))
        .isEqualTo(7 * 2_300);
    assertThat(
            billed(
                messages("{'type':'document','source':{'type':'file','file_id':'file_1'}}"),
                "claude-sonnet-4-6"))
        .isEqualTo(5 * 2_300);
  }

  @Test
  void messages_documentsOfText_areCountedAsText() {
    String words = "word ".repeat(5_000).strip();
    Prompt plain =
        messages(
            "{'type':'document','title':'A title','source':{'type':'text','media_type':"
                + "'text/plain','data':'"
                + words
                + "'}}");
    assertThat(new PromptTokens(WORDS).count(plain)).isEqualTo(4 + 2 + 5_000);
    Prompt blocks =
        messages(
            "{'type':'document','source':{'type':'content','content':[{'type':'text','text':'"
                + words
                + "'},{'type':'text','text':'"
                + words
                + "'}]}}");
    assertThat(new PromptTokens(WORDS).count(blocks)).isEqualTo(4 + 10_000);
    Prompt string =
        messages("{'type':'document','source':{'type':'content','content':'" + words + "'}}");
    assertThat(new PromptTokens(WORDS).count(string)).isEqualTo(4 + 5_000);
    Prompt result =
        messages(
            "{'type':'tool_result','tool_use_id':'t','content':[{'type':'document','source':"
                + "{'type':'text','media_type':'text/plain','data':'"
                + words
                + "'}}]}");
    assertThat(new PromptTokens(WORDS).count(result)).isEqualTo(4 + 5_000);
  }

  @Test
  void responses_itemsWithPictures() {
    String data = "data:image/png;base64," + SHOT;
    assertThat(
            billed(
                prompt(
                    Dialect.RESPONSES,
                    "{'type':'computer_call_output','call_id':'c','output':{'type':"
                        + "'computer_screenshot','image_url':'"
                        + data
                        + "'}}"),
                "computer-use-preview"))
        .isEqualTo(65 + 6 * 129);
    assertThat(
            billed(
                prompt(
                    Dialect.RESPONSES,
                    "{'type':'image_generation_call','id':'ig','status':'completed','result':'"
                        + NOISE
                        + "'}"),
                "gpt-5"))
        .isEqualTo(630);
    assertThat(
            billed(
                prompt(
                    Dialect.RESPONSES,
                    "{'role':'user','content':[{'type':'input_image','image_url':'"
                        + data
                        + "','detail':'low'},{'type':'input_image','file_id':'file_1'}]}"),
                "gpt-5"))
        .isEqualTo(70 + 630);
    assertThat(
            billed(
                prompt(
                    Dialect.RESPONSES,
                    "{'type':'function_call_output','call_id':'f','output':[{'type':'input_image',"
                        + "'image_url':'"
                        + data
                        + "'},{'type':'input_text','text':'one'}]}"),
                "gpt-5.4"))
        .isEqualTo(1_104);
    assertThat(
            billed(
                prompt(
                    Dialect.RESPONSES,
                    "{'type':'code_interpreter_call','id':'ci','code':'plot','outputs':[{'type':"
                        + "'image','url':'"
                        + data
                        + "'},{'type':'logs','logs':'done'}]}"),
                "gpt-5.4"))
        .isEqualTo(1_104);
  }

  @Test
  void responses_files() {
    String pdf = "data:application/pdf;base64," + MediaFiles.base64(MediaFiles.pdf(3));
    String item = "{'role':'user','content':[{'type':'input_file','filename':'a.pdf','file_data':'";
    assertThat(billed(prompt(Dialect.RESPONSES, item + pdf + "'}]}"), "gpt-4o")).isEqualTo(3 * 785);
    assertThat(billed(prompt(Dialect.RESPONSES, item + pdf + "','detail':'high'}]}"), "gpt-4o"))
        .isEqualTo(3 * 1_465);
    String text = "data:text/csv;base64," + Base64.getEncoder().encodeToString(new byte[40_000]);
    assertThat(billed(prompt(Dialect.RESPONSES, item + text + "'}]}"), "gpt-4o"))
        .isBetween(9_990L, 10_010L);
  }

  @Test
  void unknownItemsWithMuchBase64_areNoText() {
    for (String item :
        new String[] {
          "{'type':'next_years_item','payload':'" + NOISE + "'}",
          "{'type':'next_years_item','parts':[{'deep':{'blob':'" + NOISE + "'}}]}",
          "{'type':'mcp_call','id':'m','output':null,'screen':'data:image/webp;base64,"
              + NOISE
              + "'}",
        }) {
      assertThat(billed(prompt(Dialect.RESPONSES, item), "gpt-4o")).isEqualTo(765);
    }
    assertThat(
            billed(
                prompt(
                    Dialect.RESPONSES, "{'type':'compaction','encrypted_content':'" + NOISE + "'}"),
                "gpt-5"))
        .isEqualTo(150_000);
  }

  @Test
  void unknownItemsWithoutMedia_areTextAsBefore() {
    Prompt prompt =
        prompt(Dialect.RESPONSES, "{'type':'web_search_call','id':'w','action':{'query':'a b'}}");
    assertThat(MediaCount.of(prompt, MediaTokens.forModel("gpt-5"))).isEqualTo(MediaCount.NONE);
    assertThat(new PromptTokens(WORDS).count(prompt)).isEqualTo(4 + 2);
  }
}
