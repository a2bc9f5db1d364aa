package dev.compresh.proxy.upload;

import dev.compresh.proxy.ApiError;
import org.jspecify.annotations.Nullable;

/**
 * A request's body that goes out in pieces. The gateway runs {@link #run} on a virtual thread when
 * the provider's connection is established, and reads {@link #pipe} on its event loop meanwhile.
 */
public interface UploadBody extends Runnable, AutoCloseable {

  /** Its length in bytes, declared to the provider. */
  long length();

  /** Returns where its bytes come out. Broken where they can't be had, see {@link #fault}. */
  BytePipe pipe();

  /** Returns the error for the client if the pipe broke; null where the client itself is gone. */
  @Nullable ApiError fault();

  /** Writes all into the pipe, then ends or breaks it. */
  @Override
  void run();

  /** It is not needed any more; a running {@link #run} ends soon. */
  @Override
  void close();
}
