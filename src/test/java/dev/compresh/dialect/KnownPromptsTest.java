package dev.compresh.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What is read of bodies that go on from known ones, against what is read without memory. */
class KnownPromptsTest {
  private static final String LONG = "word ".repeat(1_000);

  private final KnownPrompts known = new KnownPrompts(8 << 20);

  @Example
  void messagesThatCameBefore_areNotReadAnew() {
    Prompt first = read(chat("gpt-4o", user(LONG), assistant("One."), user("And?")));
    Prompt second =
        read(chat("gpt-4o", user(LONG), assistant("One."), user("And?"), assistant("Two.")));
    assertThat(second.messages().subList(0, 3)).containsExactlyElementsOf(first.messages());
    assertThat(second.messages().get(2)).isSameAs(first.messages().get(2));
    assertThat(second.messages()).hasSize(4);
  }

  @Example
  void bodies_areForgottenSevenDaysAfterTheirLastUse() {
    AtomicLong now = new AtomicLong();
    KnownPrompts aging = new KnownPrompts(8 << 20, now::get);
    byte[] body = chat("m", user(LONG), assistant("One."), user("And?"));
    Prompt first = (Prompt) aging.read("org", Dialect.CHAT, body);
    now.addAndGet(Duration.ofDays(6).toNanos());
    Prompt soon = (Prompt) aging.read("org", Dialect.CHAT, body);
    assertThat(soon.messages().getLast()).isSameAs(first.messages().getLast());
    now.addAndGet(Duration.ofDays(8).toNanos());
    Prompt late = (Prompt) aging.read("org", Dialect.CHAT, body);
    assertThat(late.messages().getLast()).isNotSameAs(first.messages().getLast());
  }

  @Example
  void messagesThatMoved_areFoundWhereTheyAre() {
    read(chat("gpt-4o", user(LONG), assistant("One."), user("And?")));
    byte[] body = chat("gpt-4o-mini-2024", user(LONG), assistant("One."), user("And?"));
    assertThat(known.read("org", Dialect.CHAT, body))
        .isEqualTo(PromptReader.read(Dialect.CHAT, body));
  }

  @Example
  void branches_areKeptBesideEachOther() {
    Prompt one = read(chat("m", user(LONG), assistant("A"), user("B"), assistant("C"), user("D")));
    Prompt two = read(chat("m", user(LONG), assistant("X"), user("Y"), assistant("Z"), user("D")));
    Prompt again = read(chat("m", user(LONG), assistant("A"), user("B"), assistant("C")));
    assertThat(again.messages().get(2)).isSameAs(one.messages().get(2));
    assertThat(two.messages().get(2)).isNotSameAs(one.messages().get(2));
  }

  @Example
  void aFaultBehindWhatIsKnown_isToldWhereItStands() {
    read(chat("m", user(LONG), assistant("A"), user("B")));
    for (String end : List.of(",]}", ",", "", "]", "x]}", ",{\"role\":}]}", "]}}", ",,{}]}")) {
      String whole = new String(chat("m", user(LONG), assistant("A"), user("B")), UTF_8);
      byte[] body = (whole.substring(0, whole.length() - 2) + end).getBytes(UTF_8);
      assertThat(known.read("org", Dialect.CHAT, body))
          .isInstanceOf(MalformedBody.class)
          .isEqualTo(PromptReader.read(Dialect.CHAT, body));
    }
  }

  @Example
  void aSecondConversationInOneBody_isReadAsBefore() {
    read(chat("m", user(LONG), assistant("A"), user("B")));
    String whole = new String(chat("m", user(LONG), assistant("A"), user("B")), UTF_8);
    String twice = whole.substring(0, whole.length() - 1) + ",\"messages\":[" + user("C") + "]}";
    Prompt prompt = read(twice.getBytes(UTF_8));
    assertThat(prompt).isEqualTo(PromptReader.read(Dialect.CHAT, prompt.body()));
    assertThat(prompt.plain()).isFalse();
  }

  @Property(tries = 300, seed = "7")
  void whateverChanges_theSameIsReadAsWithoutMemory(@ForAll long seed, @ForAll Dialect dialect) {
    Random random = new Random(seed);
    List<String> elements = new ArrayList<>(elements(dialect, random, 12));
    elements.addFirst(user(LONG));
    for (int step = 0; step < 8; step++) {
      switch (random.nextInt(6)) {
        case 0 -> elements.set(random.nextInt(elements.size()), user("step " + step));
        case 1 -> elements.subList(1 + random.nextInt(elements.size()), elements.size()).clear();
        default -> elements.addAll(elements(dialect, random, 3));
      }
      byte[] body = body(dialect, random, elements);
      if (random.nextInt(4) == 0) {
        body[random.nextInt(body.length)] = (byte) "{}[]\",:\\n0 ".charAt(random.nextInt(11));
      }
      assertThat(known.read("org", dialect, body)).isEqualTo(PromptReader.read(dialect, body));
    }
  }

  private static List<String> elements(Dialect dialect, Random random, int count) {
    List<String> out = new ArrayList<>();
    while (out.size() < count) {
      byte[] body = new RandomBodies(random.nextLong()).body(dialect).getBytes(UTF_8);
      Prompt prompt = (Prompt) PromptReader.read(dialect, body);
      prompt.messages().forEach(message -> out.add(BodyReading.at(prompt, message.span())));
    }
    return out;
  }

  private static byte[] body(Dialect dialect, Random random, List<String> elements) {
    String array = dialect.equals(Dialect.RESPONSES) ? "input" : "messages";
    String blank = random.nextInt(5) == 0 ? " " : "";
    return "{\"max_tokens\":%d,\"%s\":[%s%s%s],\"tools\":[{\"n\":%d}],\"model\":\"m\"}"
        .formatted(
            random.nextInt(20) * 7,
            array,
            blank,
            String.join("," + blank, elements),
            blank,
            random.nextInt(3))
        .getBytes(UTF_8);
  }

  private Prompt read(byte[] body) {
    return (Prompt) known.read("org", Dialect.CHAT, body);
  }

  private static byte[] chat(String model, String... messages) {
    return ("{\"model\":\"" + model + "\",\"messages\":[" + String.join(",", messages) + "]}")
        .getBytes(UTF_8);
  }

  private static String user(String text) {
    return "{\"role\":\"user\",\"content\":\"" + text + "\"}";
  }

  private static String assistant(String text) {
    return "{\"role\":\"assistant\",\"content\":\"" + text + "\"}";
  }
}
