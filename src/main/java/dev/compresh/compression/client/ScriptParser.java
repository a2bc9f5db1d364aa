package dev.compresh.compression.client;

import dev.compresh.compression.client.ScriptToken.TokenKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds the calls of tools among the tokens of a script, and whether it only prints results. */
final class ScriptParser {
  private static final int MOST_CALLS = 64;

  /** Members that hand on what a tool returned, and change none of it. */
  private static final Set<String> MEMBERS =
      Set.of(
          "output",
          "stdout",
          "stderr",
          "exit_code",
          "text",
          "stringify",
          "all",
          "allSettled",
          "value",
          "then",
          "map",
          "forEach",
          "push",
          "join",
          "raw",
          "log");

  /** Names that decide what is printed, so that nobody knows without running it. */
  private static final Set<String> DECIDING =
      Set.of("if", "switch", "while", "do", "try", "catch", "function", "load", "store", "exit");

  private final List<ScriptToken> tokens;
  private final ScriptValues values;
  private final List<ScriptedCall> calls = new ArrayList<>();
  private boolean plain = true;
  private int at;

  ScriptParser(List<ScriptToken> tokens) {
    this.tokens = tokens;
    this.values = new ScriptValues(tokens);
  }

  ToolScript parse() {
    while (at < tokens.size()) {
      if (token(0).isName("tools") && !token(-1).isSign('.')) {
        call();
      } else {
        at = values.bind(at);
        judge();
        at++;
      }
    }
    return new ToolScript(List.copyOf(calls), plain && !calls.isEmpty());
  }

  /** A call of {@code tools.name(…)} or {@code tools["name"](…)}; else one token. */
  private void call() {
    boolean dotted = token(1).isSign('.') && token(2).kind() == TokenKind.NAME;
    boolean quoted = token(1).isSign('[') && token(2).value() != null && token(3).isSign(']');
    int open = at + (dotted ? 3 : 4);
    if (!(dotted || quoted) || !get(open).isSign('(') || calls.size() >= MOST_CALLS) {
      plain = false; // a tool that only running it would name
      at++;
      return;
    }
    String value = token(2).value();
    String name = dotted || value == null ? token(2).text() : value;
    ScriptValues.ParsedValue argument = values.read(open + 1);
    plain &= argument.whole();
    calls.add(new ScriptedCall(name, argument.arguments()));
    at = argument.end();
  }

  private void judge() {
    ScriptToken token = token(0);
    if (token.kind() == TokenKind.OTHER) {
      plain = false;
    } else if (token.kind() == TokenKind.NAME) {
      boolean member = token(-1).isSign('.') && !token(-2).isSign('.');
      plain &= member ? MEMBERS.contains(token.text()) : !DECIDING.contains(token.text());
    }
  }

  private ScriptToken token(int ahead) {
    return get(at + ahead);
  }

  private ScriptToken get(int place) {
    return place >= 0 && place < tokens.size() ? tokens.get(place) : ScriptToken.END;
  }
}
