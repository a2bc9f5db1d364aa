package dev.compresh.compression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compression.agent.AgentHistory;
import dev.compresh.compression.pinned.PinnedEdit;
import dev.compresh.compression.pinned.PinnedMessage;
import dev.compresh.compression.pinned.PinnedMessages;
import dev.compresh.compression.pinned.TextPatch;
import dev.compresh.dialect.MessageRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** New messages are planned by what appears in the prompt as it was sent, and by nothing else. */
class AppendOnlyReplayTest {
  private static final CompressionPolicy POLICY =
      new CompressionPolicy(
          CompressionMode.LOSSLESS, CompressionObjective.TOKENS, 1, 10, 100, Set.of());

  private static final LayerFactory LAYERS =
      new LayerFactory() {
        @Override
        public List<LayerHistory> fresh(CompressionPolicy compressionPolicy) {
          return List.of(new AgentHistory(compressionPolicy, ElisionMarkers.DEFAULT));
        }

        @Override
        public List<LayerHistory> appendOnly(CompressionPolicy compressionPolicy) {
          return List.of(AgentHistory.appendOnly(compressionPolicy, ElisionMarkers.DEFAULT));
        }
      };

  private final QuarterCounter quarterCounter = new QuarterCounter();
  private final Compressor compressor =
      new Compressor(quarterCounter, new PromptTokens(quarterCounter), LAYERS, () -> 0, 1 << 20);

  private static String code() {
    StringBuilder code = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      code.append("def handler_" + i + "(request, settings): return settings.get(" + i + ")\n");
    }
    return code.toString();
  }

  private PinnedPlan plan(ScriptedConversation scriptedConversation, List<PinnedMessage> sent) {
    return compressor.plan(
        scriptedConversation.prompt(), POLICY, new PinnedMessages(sent, 0, -1), TimeLimit.DEFAULT);
  }

  private static List<PinnedMessage> raw(int size) {
    List<PinnedMessage> forms = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      forms.add(PinnedMessage.RAW);
    }
    return forms;
  }

  private static ScriptedConversation codeThatIsReadAgain() {
    return new ScriptedConversation()
        .user("Write the handlers, please.")
        .add(
            new ScriptedConversation.ScriptedMessage(
                MessageRole.ASSISTANT, "Here:\n```python\n" + code() + "```\n", "", "", ""))
        .user("Is it on disk?")
        .bash("cat app.py", code());
  }

  /** What the assistant wrote may be folded, and the model may doubt what reached the disk. */
  @Test
  void codeOfTheAssistant_isNotReferredTo() {
    assertThat(plan(codeThatIsReadAgain(), raw(3)).forms().getLast().isRaw()).isTrue();
  }

  @Test
  void newMessage_isNotSentAsAnotherConversationSentIt() {
    ScriptedConversation scriptedConversation =
        new ScriptedConversation()
            .user("Read it, please.")
            .bash("cat app.py", code())
            .user("And now?");
    List<PinnedMessage> sent = raw(4);
    TextPatch cut =
        new TextPatch(List.of(new TextPatch.InsertedText("[an older program's words]")));
    sent.set(2, new PinnedMessage(List.of(new PinnedEdit.PinnedRewrite(0, Layer.EVICTION, cut))));
    plan(scriptedConversation, sent);

    assertThat(plan(scriptedConversation, raw(2)).forms()).containsOnly(PinnedMessage.RAW);
  }
}
