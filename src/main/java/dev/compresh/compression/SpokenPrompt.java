package dev.compresh.compression;

import dev.compresh.dialect.Message;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.PromptPart;
import dev.compresh.dialect.ThinkingBinding;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows prompts as if their thinking blocks had been removed already. */
final class SpokenPrompt {
  private SpokenPrompt() {}

  /** The same bytes, read without thinking blocks; null where there are none. */
  static @Nullable Prompt withoutThinking(Prompt prompt) {
    List<Message> messages = new ArrayList<>(prompt.messages().size());
    boolean thinks = false;
    for (Message message : prompt.messages()) {
      List<PromptPart> parts =
          message.parts().stream()
              .filter(promptPart -> !ThinkingBinding.isBlock(promptPart))
              .toList();
      boolean same = parts.size() == message.parts().size();
      thinks |= !same;
      messages.add(
          same
              ? message
              : new Message(
                  message.index(), message.role(), message.span(), parts, message.spoken()));
    }
    return thinks
        ? new Prompt(
            prompt.body(),
            prompt.dialect(),
            prompt.envelope(),
            List.copyOf(messages),
            prompt.array(),
            prompt.plain())
        : null;
  }
}
