package dev.compresh.sim;

import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The simulated model: says what it received, or calls the tools it is asked to call. */
final class SimulatedModel {
  private static final int QUOTE = 120;

  private final PartCounter partCounter;

  SimulatedModel(PartCounter partCounter) {
    this.partCounter = partCounter;
  }

  SimulatedAnswer answer(ModelQuestion modelQuestion) {
    List<OutputPiece> outputs = new ArrayList<>();
    int reasoning = 0;
    if (modelQuestion.thinks()) {
      String thinking = "The last words are what to answer; the rest is only to be counted.";
      outputs.add(new OutputPiece.ThinkingOutput(thinking));
      reasoning = partCounter.text(thinking);
    }
    String quote = quote(modelQuestion.reading().lastUser());
    List<OfferedTool> calls =
        modelQuestion.choice().pick(modelQuestion.tools(), modelQuestion.reading());
    for (OfferedTool offeredTool : calls) {
      JsonNode arguments = new SchemaSample(offeredTool.schema(), quote).sample();
      String text = arguments.isObject() ? arguments.toString() : "{}";
      outputs.add(new OutputPiece.ToolCallOutput(offeredTool.name(), text));
    }
    if (!calls.isEmpty()) {
      return new SimulatedAnswer(
          outputs, SimulatedAnswer.StopReason.TOOLS, reasoning + tokens(outputs), reasoning);
    }
    return spoken(modelQuestion, outputs, words(modelQuestion, quote), reasoning);
  }

  private SimulatedAnswer spoken(
      ModelQuestion modelQuestion, List<OutputPiece> outputs, String words, int reasoning) {
    if (modelQuestion.large() > 0) {
      // counting megabytes of nothing would only take time
      outputs.add(new OutputPiece.TextOutput(words));
      return new SimulatedAnswer(
          outputs, SimulatedAnswer.StopReason.END, modelQuestion.large() / 4, 0);
    }
    int tokens = partCounter.text(words);
    int room =
        modelQuestion.maxTokens() < 0
            ? Integer.MAX_VALUE
            : Math.max(1, modelQuestion.maxTokens() - reasoning);
    if (tokens <= room) {
      outputs.add(new OutputPiece.TextOutput(words));
      return new SimulatedAnswer(
          outputs, SimulatedAnswer.StopReason.END, reasoning + tokens, reasoning);
    }
    StringBuilder cut = new StringBuilder();
    for (String delta : SimulatedAnswer.deltas(words)) {
      if (!cut.isEmpty() && partCounter.text(cut + delta) > room) {
        break;
      }
      cut.append(delta);
    }
    outputs.add(new OutputPiece.TextOutput(cut.toString()));
    return new SimulatedAnswer(
        outputs, SimulatedAnswer.StopReason.LENGTH, reasoning + room, reasoning);
  }

  private int tokens(List<OutputPiece> outputs) {
    int sum = 0;
    for (OutputPiece outputPiece : outputs) {
      if (outputPiece instanceof OutputPiece.ToolCallOutput(String name, String arguments)) {
        sum += partCounter.text(name) + partCounter.text(arguments) + 4;
      }
    }
    return sum;
  }

  private static String words(ModelQuestion modelQuestion, String quote) {
    if (modelQuestion.large() > 0) {
      return "x".repeat(modelQuestion.large());
    }
    if (modelQuestion.schema() != null) {
      return new SchemaSample(modelQuestion.schema(), quote).sample().toString();
    }
    PromptReading promptReading = modelQuestion.reading();
    int messages = promptReading.messages().values().stream().mapToInt(Integer::intValue).sum();
    StringBuilder words = new StringBuilder(256);
    words
        .append("This is Compresh's simulated provider, answering as ")
        .append(modelQuestion.model());
    words.append(". It received ").append(number(messages));
    words.append(messages == 1 ? " message with " : " messages with ");
    words.append(number(modelQuestion.cache().total())).append(" tokens");
    String separator = ": ";
    for (Map.Entry<String, Integer> role : promptReading.tokens().entrySet()) {
      words.append(separator).append(role.getKey()).append(' ').append(number(role.getValue()));
      Integer count = promptReading.messages().get(role.getKey());
      words.append(count == null ? "" : " (in " + number(count) + ")");
      separator = ", ";
    }
    words.append(". ");
    if (modelQuestion.cache().read() > 0) {
      words
          .append(number(modelQuestion.cache().read()))
          .append(" tokens were read from the prompt cache. ");
    } else {
      words.append("Nothing was read from the prompt cache. ");
    }
    if (!quote.isEmpty()) {
      words.append("The last user text begins: \"").append(quote).append("\"");
    }
    return words.toString().strip();
  }

  /** The beginning of a text, on one line. */
  private static String quote(String text) {
    String line = text.strip();
    if (line.length() > QUOTE) {
      int end = Character.isHighSurrogate(line.charAt(QUOTE - 1)) ? QUOTE - 1 : QUOTE;
      line = line.substring(0, end).strip() + "…";
    }
    return line.replace('\n', ' ').replace('\r', ' ').replace('\t', ' ');
  }

  private static String number(int value) {
    return NumberFormat.getIntegerInstance(Locale.ENGLISH).format(value);
  }
}
