package dev.compresh.proxy.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class BytePipeTest {
  @Test
  void offer_takesWhatThereIsRoomFor() {
    BytePipe pipe = new BytePipe(4);
    ByteBuffer bytes = ByteBuffer.wrap(new byte[] {1, 2, 3, 4, 5});
    pipe.offer(bytes);
    assertThat(bytes.remaining()).isEqualTo(1);
    assertThat(pipe.room()).isZero();
    byte[] into = new byte[3];
    assertThat(pipe.poll(into)).isEqualTo(3);
    assertThat(into).containsExactly(1, 2, 3);
    pipe.offer(bytes);
    pipe.end();
    assertThat(pipe.poll(into)).isEqualTo(2);
    assertThat(into).startsWith(4, 5);
    assertThat(pipe.poll(into)).isEqualTo(BytePipe.END);
  }

  @Test
  void everything_arrivesInOrder() throws Exception {
    byte[] sent = new byte[200_000];
    new Random(1).nextBytes(sent);
    BytePipe pipe = new BytePipe(1000);
    Semaphore signals = new Semaphore(0);
    pipe.onReady(signals::release);
    Thread.ofVirtual()
        .start(
            () -> {
              for (int at = 0; at < sent.length; at += 777) {
                pipe.write(sent, at, Math.min(777, sent.length - at));
              }
              pipe.end();
            });
    ByteArrayOutputStream got = new ByteArrayOutputStream();
    byte[] piece = new byte[333];
    for (int count = pipe.poll(piece); count >= 0; count = pipe.poll(piece)) {
      got.write(piece, 0, count);
      if (count == 0) {
        assertThat(signals.tryAcquire(60, TimeUnit.SECONDS)).isTrue();
      }
    }
    assertThat(got.toByteArray()).isEqualTo(sent);
  }

  @Test
  void breaking_endsWaiting() throws Exception {
    BytePipe pipe = new BytePipe(2);
    CompletableFuture<Boolean> writer = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> writer.complete(pipe.write(new byte[9], 0, 9)));
    BytePipe empty = new BytePipe(2);
    CompletableFuture<Integer> reader = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> reader.complete(empty.read(new byte[9], 0, 9)));
    pipe.breakOff();
    empty.breakOff();
    assertThat(writer.get(60, TimeUnit.SECONDS)).isFalse();
    assertThat(reader.get(60, TimeUnit.SECONDS)).isEqualTo(BytePipe.BROKEN);
    assertThat(pipe.poll(new byte[1])).isEqualTo(BytePipe.BROKEN);
  }
}
