package dev.compresh.sim;

import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The simulated model: says what it received, or calls the tools it is asked to call. */
final class Model {
  private static final int QUOTE = 120;

  private final Counting counting;

  Model(Counting counting) {
    this.counting = counting;
  }

  Answer answer(Ask ask) {
    List<Output> outputs = new ArrayList<>();
    int reasoning = 0;
    if (ask.thinks()) {
      String thinking = "The last words are what to answer; the rest is only to be counted.";
      outputs.add(new Output.Thinking(thinking));
      reasoning = counting.text(thinking);
    }
    String quote = quote(ask.reading().lastUser());
    List<Tool> calls = ask.choice().pick(ask.tools(), ask.reading());
    for (Tool tool : calls) {
      JsonNode arguments = new SchemaSample(tool.schema(), quote).sample();
      String text = arguments.isObject() ? arguments.toString() : "{}";
      outputs.add(new Output.Call(tool.name(), text));
    }
    if (!calls.isEmpty()) {
      return new Answer(outputs, Answer.Stop.TOOLS, reasoning + tokens(outputs), reasoning);
    }
    return spoken(ask, outputs, words(ask, quote), reasoning);
  }

  private Answer spoken(Ask ask, List<Output> outputs, String words, int reasoning) {
    if (ask.large() > 0) {
      // counting megabytes of nothing would only take time
      outputs.add(new Output.Words(words));
      return new Answer(outputs, Answer.Stop.END, ask.large() / 4, 0);
    }
    int tokens = counting.text(words);
    int room = ask.maxTokens() < 0 ? Integer.MAX_VALUE : Math.max(1, ask.maxTokens() - reasoning);
    if (tokens <= room) {
      outputs.add(new Output.Words(words));
      return new Answer(outputs, Answer.Stop.END, reasoning + tokens, reasoning);
    }
    StringBuilder cut = new StringBuilder();
    for (String delta : Answer.deltas(words)) {
      if (!cut.isEmpty() && counting.text(cut + delta) > room) {
        break;
      }
      cut.append(delta);
    }
    outputs.add(new Output.Words(cut.toString()));
    return new Answer(outputs, Answer.Stop.LENGTH, reasoning + room, reasoning);
  }

  private int tokens(List<Output> outputs) {
    int sum = 0;
    for (Output output : outputs) {
      if (output instanceof Output.Call(String name, String arguments)) {
        sum += counting.text(name) + counting.text(arguments) + 4;
      }
    }
    return sum;
  }

  private static String words(Ask ask, String quote) {
    if (ask.large() > 0) {
      return "x".repeat(ask.large());
    }
    if (ask.schema() != null) {
      return new SchemaSample(ask.schema(), quote).sample().toString();
    }
    Reading reading = ask.reading();
    int messages = reading.messages().values().stream().mapToInt(Integer::intValue).sum();
    StringBuilder words = new StringBuilder(256);
    words.append("This is Compresh's simulated provider, answering as ").append(ask.model());
    words.append(". It received ").append(number(messages));
    words.append(messages == 1 ? " message with " : " messages with ");
    words.append(number(ask.cache().total())).append(" tokens");
    String separator = ": ";
    for (Map.Entry<String, Integer> role : reading.tokens().entrySet()) {
      words.append(separator).append(role.getKey()).append(' ').append(number(role.getValue()));
      Integer count = reading.messages().get(role.getKey());
      words.append(count == null ? "" : " (in " + number(count) + ")");
      separator = ", ";
    }
    words.append(". ");
    if (ask.cache().read() > 0) {
      words.append(number(ask.cache().read())).append(" tokens were read from the prompt cache. ");
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
