package dev.compresh.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.await.EventualAssertion;
import dev.compresh.cli.AdminClient.AdminAnswer;
import dev.compresh.cli.AdminWorld.Who;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Session files that people drop: read, billed, shown to them alone, and stored nowhere. */
class TrialReplayTest {
  private static final String CANARY = "canary-text-3391";

  @Test
  void droppedFiles_areReadInEveryForm_andBilledUnderEveryMode(@TempDir Path folder)
      throws Exception {
    try (AdminWorld world = AdminWorld.start(folder)) {
      byte[] session = TrialSessions.claudeCode(30, CANARY).getBytes(UTF_8);
      Map<String, byte[]> forms =
          Map.of(
              "one.jsonl", session,
              "one.jsonl.gz", gzip(session),
              "two.zip", zip(Map.of("a/one.jsonl", session, "a/.DS_Store", new byte[] {1, 2})),
              "two.tar.gz", gzip(TrialSessions.tar("projects/x/one.jsonl", session)),
              "two.tar", TrialSessions.tar("projects/x/one.jsonl", session));
      for (var form : forms.entrySet()) {
        JsonNode done = replayed(world, form.getKey(), form.getValue());
        assertThat(done.path("state").asString())
            .as("%s %s", form.getKey(), done)
            .isEqualTo("done");
        assertThat(done.at("/progress/requests").asInt()).isEqualTo(31);
        assertThat(done.at("/progress/bytes")).isEqualTo(done.at("/progress/total_bytes"));
        assertThat(done.at("/result/files/0/format").asString()).isEqualTo("Claude Code");
        assertThat(done.at("/result/model").asString()).isEqualTo("claude-opus-4-5");
        JsonNode modes = done.at("/result/modes");
        assertThat(modes.size()).isEqualTo(5);
        for (JsonNode mode : modes) {
          long original = mode.path("original_tokens").asLong();
          long forwarded = mode.path("optimized_tokens").asLong();
          assertThat(mode.path("saved_tokens").asLong()).isEqualTo(original - forwarded);
          assertThat(
                  mode.path("layers")
                      .valueStream()
                      .mapToLong(l -> l.path("saved_tokens").asLong())
                      .sum())
              .isEqualTo(original - forwarded);
          assertThat(
                  mode.path("depth")
                      .valueStream()
                      .mapToLong(d -> d.path("requests").asLong())
                      .sum())
              .isEqualTo(31);
          for (JsonNode bill : mode.path("bills")) {
            assertThat(bill.path("net_micros").asLong())
                .isEqualTo(bill.path("raw_micros").asLong() - bill.path("paid_micros").asLong());
          }
        }
        assertThat(modes.at("/0/saved_tokens").asLong()).isZero();
        assertThat(modes.at("/2/saved_tokens").asLong()).isPositive();
        assertThat(done.at("/result/cuts").size()).isBetween(1, 10);
        assertThat(done.at("/result/cuts/0/before").asString().length()).isLessThanOrEqualTo(4_000);
      }
    }
  }

  @Test
  void whatIsNoSession_fails_withATextThatHelps(@TempDir Path folder) throws Exception {
    try (AdminWorld world = AdminWorld.start(folder)) {
      byte[] session = TrialSessions.claudeCode(3, "x").getBytes(UTF_8);
      byte[] zip = zip(Map.of("a.jsonl", session));
      byte[] tar = gzip(TrialSessions.tar("a.jsonl", session));
      Map<String, byte[]> broken =
          Map.of(
              "a.txt", "just some words".getBytes(UTF_8),
              "b.zip", java.util.Arrays.copyOf(zip, zip.length / 3),
              "c.tar.gz", java.util.Arrays.copyOf(tar, tar.length / 2),
              "d.gz", gzip(new byte[] {0, 1, 2, 3}),
              "e.json", "{\"a\":[1,2".getBytes(UTF_8),
              "f.json", "[".repeat(100_000).getBytes(UTF_8),
              "g.gz", gzip(new byte[80 << 20]));
      for (var each : broken.entrySet()) {
        JsonNode failed = replayed(world, each.getKey(), each.getValue());
        assertThat(failed.path("state").asString()).as(each.getKey()).isEqualTo("failed");
        assertThat(failed.path("error").asString()).as(each.getKey()).hasSizeGreaterThan(20);
        assertThat(failed.has("result")).isFalse();
      }
      assertThat(world.as(Who.MEMBER).post("/admin/v1/try/replays", "").status()).isEqualTo(400);
    }
  }

  @Test
  void nothingThatIsTried_isStoredOrLogged(@TempDir Path folder) throws Exception {
    try (AdminWorld world = AdminWorld.start(folder, Map.of("COMPRESH_LOG_LEVEL", "debug"))) {
      replayed(world, CANARY + ".jsonl", TrialSessions.claudeCode(10, CANARY).getBytes(UTF_8));
      String request = TrialSessions.request(CANARY);
      AdminAnswer explained =
          world
              .as(Who.MEMBER)
              .post("/admin/v1/try/explain?mode=lossless&path=/v1/messages", request);
      assertThat(explained.status()).as(explained.text()).isEqualTo(200);
      assertThat(world.as(Who.MEMBER).post("/admin/v1/try/explain", CANARY).text())
          .contains("byte")
          .doesNotContain(CANARY);
      try (Stream<Path> files = Files.walk(world.program().data())) {
        List<Path> all = files.filter(Files::isRegularFile).toList();
        assertThat(all).isNotEmpty();
        for (Path file : all) {
          assertThat(
                  new String(
                      Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1))
              .as(file.toString())
              .doesNotContain(CANARY);
        }
      }
    }
  }

  @Test
  void afterARestart_replaysAreGone_andTheAnswerSaysSo(@TempDir Path folder) throws Exception {
    try (AdminWorld world = AdminWorld.start(folder)) {
      AdminClient member = world.as(Who.MEMBER);
      String id = member.post("/admin/v1/try/replays", TrialSessions.request("x")).at("/id");
      world.program().restart();
      AdminClient again = world.stranger();
      again.signIn(Who.MEMBER.name(), AdminWorld.PASSWORD);
      AdminAnswer gone = again.get("/admin/v1/try/replays/" + id);
      assertThat(gone.status()).isEqualTo(404);
      assertThat(gone.at("/error/message")).contains("15 minutes", "restart");
    }
  }

  @Test
  void aThirdReplayAtOnce_isRefused_untilOneIsCancelled(@TempDir Path folder) throws Exception {
    try (AdminWorld world = AdminWorld.start(folder)) {
      AdminClient member = world.as(Who.MEMBER);
      String long1 = TrialSessions.claudeCode(2_000, "x");
      String first = member.post("/admin/v1/try/replays", long1).at("/id");
      String second = member.post("/admin/v1/try/replays", long1).at("/id");
      AdminAnswer third = member.post("/admin/v1/try/replays", "{}");
      assertThat(third.status()).isEqualTo(429);
      assertThat(world.as(Who.ADMIN).post("/admin/v1/try/replays", "{}").status()).isEqualTo(202);
      for (String id : List.of(first, second)) {
        assertThat(member.call("DELETE", "/admin/v1/try/replays/" + id, null).status())
            .isEqualTo(204);
        assertThat(member.get("/admin/v1/try/replays/" + id).status()).isEqualTo(404);
      }
      assertThat(member.post("/admin/v1/try/replays", "{}").status()).isEqualTo(202);
    }
  }

  @Test
  void anExplanation_addsUp_andShowsTheTexts(@TempDir Path folder) {
    try (AdminWorld world = AdminWorld.start(folder)) {
      JsonNode json =
          world
              .as(Who.MEMBER)
              .post(
                  "/admin/v1/try/explain?mode=balanced&objective=tokens&path=/v1/messages",
                  TrialSessions.request("x"))
              .json();
      long original = json.path("original_tokens").asLong();
      long forwarded = json.path("optimized_tokens").asLong();
      assertThat(original).isGreaterThan(forwarded);
      assertThat(
              json.path("layers")
                  .valueStream()
                  .mapToLong(l -> l.path("saved_tokens").asLong())
                  .sum())
          .isEqualTo(original - forwarded);
      assertThat(json.at("/messages").valueStream().flatMap(m -> m.path("cuts").valueStream()))
          .isNotEmpty()
          .allSatisfy(cut -> assertThat(cut.path("before").asString()).isNotEmpty());
    }
  }

  private static JsonNode replayed(AdminWorld world, String name, byte[] content) throws Exception {
    AdminClient member = world.as(Who.MEMBER);
    AdminAnswer begun = member.send("/admin/v1/try/replays?name=" + name, content);
    assertThat(begun.status()).as(begun.text()).isEqualTo(202);
    String path = "/admin/v1/try/replays/" + begun.at("/id");
    EventualAssertion.is(() -> List.of("done", "failed").contains(member.get(path).at("/state")));
    return member.get(path).json();
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  private static byte[] zip(Map<String, byte[]> files) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (var file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
        zip.closeEntry();
      }
    }
    return out.toByteArray();
  }
}
