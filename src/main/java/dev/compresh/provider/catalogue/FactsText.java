package dev.compresh.provider.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Facts about models as text: one line each, as the head of {@code models.tsv} says. */
final class FactsText {
  private static final String LETTERS = "trisavf";
  private static final List<ModelCapability> LETTERED =
      List.of(
          ModelCapability.TOOLS,
          ModelCapability.REASONING,
          ModelCapability.IMAGE_INPUT,
          ModelCapability.RESPONSE_FORMAT,
          ModelCapability.AUDIO_INPUT,
          ModelCapability.VIDEO_INPUT,
          ModelCapability.FILE_INPUT);
  static final int RELEASED = 3;
  static final int CONTEXT = 5;
  static final int OUTPUT = 6;
  static final int PRICES = 9;
  private static final int COLUMNS = 10;
  private static final ShippedModifiers MODIFIERS = ShippedModifiers.load();

  private FactsText() {}

  /** The facts that ship with the program. */
  static List<ModelFacts> shipped() {
    try (InputStream in = FactsText.class.getResourceAsStream("models.tsv")) {
      if (in == null) {
        throw new IllegalStateException("models.tsv is missing from the program");
      }
      return read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The facts in {@code text}.
   *
   * @throws IllegalArgumentException where a line is none
   */
  static List<ModelFacts> read(String text) {
    return text.lines()
        .filter(line -> !line.startsWith("#") && !line.isBlank())
        .map(FactsText::line)
        .toList();
  }

  private static ModelFacts line(String line) {
    String[] column = line.split("\t", -1);
    if (column.length != COLUMNS) {
      throw new IllegalArgumentException("not " + COLUMNS + " columns: " + line);
    }
    String has = column[7];
    ReasoningEfforts reasoningEfforts =
        column[8].equals("-")
            ? ReasoningEfforts.NONE
            : ReasoningEfforts.parse(column[8])
                .orElseThrow(() -> new IllegalArgumentException("not reasoning efforts: " + line));
    Set<ModelCapability> can = EnumSet.noneOf(ModelCapability.class);
    for (int i = 0; i < LETTERS.length(); i++) {
      if (has.indexOf(LETTERS.charAt(i)) >= 0) {
        can.add(LETTERED.get(i));
      }
    }
    if (reasoningEfforts.any()) {
      can.add(ModelCapability.REASONING_EFFORT);
    }
    return new ModelFacts(
        column[0],
        column[1],
        column[2],
        column[RELEASED].equals("-") ? null : day(column[RELEASED]),
        ModelType.named(column[4])
            .orElseThrow(() -> new IllegalArgumentException("not a model type: " + line)),
        number(column[CONTEXT]),
        number(column[OUTPUT]),
        can,
        has.indexOf('p') >= 0,
        reasoningEfforts,
        has.indexOf('c') >= 0,
        column[PRICES].equals("-")
            ? null
            : PriceDraft.parse(column[PRICES]).price(MODIFIERS.find(column[0], column[1])));
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("not a date: " + text, e);
    }
  }

  private static int number(String text) {
    return text.equals("-") ? 0 : Integer.parseInt(text);
  }
}
