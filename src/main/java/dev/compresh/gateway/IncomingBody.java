package dev.compresh.gateway;

import dev.compresh.gateway.http.BadMessage;
import dev.compresh.gateway.http.BodyDecoder;
import dev.compresh.proxy.ByteClaim;
import dev.compresh.proxy.upload.BytePipe;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A request's body on its way into one array of its exact size, or, where that would be too much,
 * into a pipe. Until it is admitted, only a little is read ahead. All but {@link #await} runs on
 * the event loop.
 */
final class IncomingBody {
  /** Up to here the array is made at once in the size that the head tells. */
  private static final int TRUSTED = 1024 * 1024;

  /** The outcome of receiving a body. */
  sealed interface BodyArrival {}

  record WholeBody(byte[] bytes) implements BodyArrival {}

  record BodyTooLarge() implements BodyArrival {}

  /** There is no memory for the rest of it. */
  record UnaffordableBody() implements BodyArrival {}

  /** The client left, or what it sent was no HTTP. */
  record BodyGone() implements BodyArrival {}

  private final BodyDecoder decoder;
  private final long length;
  private final int early;
  private CompletableFuture<BodyArrival> arrival = new CompletableFuture<>();
  private byte[] bytes = new byte[0];
  private int size;
  private long received;
  private long max;
  private boolean discard;
  private @Nullable ByteClaim claim;
  private @Nullable BytePipe pipe;
  private int pending;

  /**
   * @param length as the head tells it
   * @param early bytes read before admission
   */
  IncomingBody(long length, int early) {
    this.decoder = new BodyDecoder(length);
    this.length = length;
    this.early = early;
    this.max = -1;
    whenDone();
  }

  /**
   * Takes what belongs to the body out of {@code in}: all of it, or as much as the pipe has room
   * for.
   */
  void take(ByteBuf in) throws BadMessage {
    pending = pending > 0 ? pending : decoder.next(in);
    while (pending > 0) {
      int count = pipe == null || discard ? pending : Math.min(pending, pipe.room());
      if (count == 0) {
        return;
      }
      count = Math.min(count, in.readableBytes());
      if (count == 0) {
        return;
      }
      received += count;
      pending -= count;
      if (discard) {
        in.skipBytes(count);
      } else if (pipe != null) {
        pipe.offer(in.nioBuffer(in.readerIndex(), count));
        in.skipBytes(count);
      } else {
        if (room(count)) {
          in.readBytes(bytes, size, count);
          size += count;
          refuseAbove();
        } else {
          in.skipBytes(count);
          arrival.complete(new UnaffordableBody());
          discard();
        }
      }
      pending = pending > 0 ? pending : decoder.next(in);
    }
    whenDone();
  }

  /** From now on what comes goes into {@code into}, and what has come goes first. */
  void stream(BytePipe into) {
    pipe = into;
    into.offer(ByteBuffer.wrap(bytes, 0, size));
    bytes = new byte[0];
    arrival = new CompletableFuture<>();
    whenDone();
  }

  /** Returns whether it goes through a pipe. */
  boolean streams() {
    return pipe != null;
  }

  /** Makes room for {@code count} more bytes; false where there is no memory for them. */
  private boolean room(int count) {
    int needed = size + count;
    if (needed > bytes.length) {
      long told = length >= 0 ? length : Long.MAX_VALUE;
      long generous = max < 0 ? early : Math.max(TRUSTED, 2L * bytes.length);
      int next = (int) Math.max(needed, Math.min(told, generous));
      if (claim != null && !claim.growTo(next)) {
        return false;
      }
      bytes = Arrays.copyOf(bytes, next);
    }
    return true;
  }

  private void whenDone() {
    if (!done()) {
      return;
    }
    if (pipe != null) {
      pipe.end();
    }
    if (!arrival.isDone()) {
      arrival.complete(new WholeBody(size == bytes.length ? bytes : Arrays.copyOf(bytes, size)));
    }
  }

  private void refuseAbove() {
    if (max >= 0 && size > max) {
      arrival.complete(new BodyTooLarge());
      discard();
    }
  }

  /**
   * From now on up to {@code maxBody} bytes are read.
   *
   * @param memory what they are kept in; it grows where no length declares how many they are
   */
  void admit(long maxBody, ByteClaim memory) {
    max = maxBody;
    claim = memory;
    if (length > maxBody) {
      arrival.complete(new BodyTooLarge());
      discard();
    } else {
      refuseAbove();
    }
  }

  /** Nobody waits for the rest. */
  void discard() {
    discard = true;
    bytes = new byte[0];
    if (pipe != null) {
      pipe.breakOff();
    }
  }

  /** The body is where it belongs: a long answer is not to hold it here as well. */
  void forget() {
    if (pipe != null) {
      return; // it goes on meanwhile
    }
    discard();
    arrival = CompletableFuture.completedFuture(new BodyGone());
  }

  void gone() {
    arrival.complete(new BodyGone());
    if (pipe != null && !done()) {
      pipe.breakOff();
    }
  }

  /** Returns whether its end is given by the stream's alone. */
  boolean endsWithStream() {
    return decoder.untilClose();
  }

  /** The stream has ended, and all that came was taken. */
  void finish() {
    decoder.finish();
    whenDone();
  }

  boolean done() {
    return decoder.done() && pending == 0;
  }

  boolean isEmpty() {
    return received == 0;
  }

  /** Returns how many bytes have arrived. */
  long received() {
    return received;
  }

  /** Returns whether more should be read now. */
  boolean wanted() {
    return discard || (pipe != null ? pipe.room() > 0 : max >= 0 || size < early);
  }

  /** Bytes still to come, {@link Long#MAX_VALUE} where nobody knows. */
  long left() {
    return done() ? 0 : length < 0 ? Long.MAX_VALUE : length - received;
  }

  boolean isWhole() {
    return arrival.isDone();
  }

  /** Waits for the body, on a virtual thread. */
  BodyArrival await(long maxBody) {
    BodyArrival arrived = arrival.join();
    return arrived instanceof WholeBody wholeBody && wholeBody.bytes().length > maxBody
        ? new BodyTooLarge()
        : arrived;
  }
}
