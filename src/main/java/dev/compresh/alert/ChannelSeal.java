package dev.compresh.alert;

import dev.compresh.store.seal.AesGcmSeal;
import dev.compresh.store.seal.SealedTable;
import java.nio.charset.StandardCharsets;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Seals the addresses of channels, each bound to its channel. */
final class ChannelSeal implements SealedTable {
  static final String PURPOSE = "alerts";

  static byte[] close(AesGcmSeal seal, String id, ChannelTarget target) {
    return seal.close(target.encoded().getBytes(StandardCharsets.UTF_8), bound(id));
  }

  /** Null where it can't be opened. */
  static @Nullable ChannelTarget open(AesGcmSeal seal, String id, byte[] sealed) {
    byte[] plain = seal.open(sealed, bound(id));
    return plain == null ? null : ChannelTarget.decoded(new String(plain, StandardCharsets.UTF_8));
  }

  private static byte[] bound(String id) {
    return ("channel\n" + id).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String purpose() {
    return PURPOSE;
  }

  @Override
  public boolean hasValues(Handle handle) {
    return !ChannelTable.sealed(handle).isEmpty();
  }

  @Override
  public void each(Handle handle, ValueChange valueChange) {
    ChannelTable.sealed(handle)
        .forEach(
            (id, bytes) -> {
              byte[] fresh = valueChange.reseal(bytes, bound(id));
              if (fresh != null) {
                ChannelTable.reseal(handle, id, fresh);
              }
            });
  }

  @Override
  public void forget(Handle handle) {
    ChannelTable.sealed(handle).keySet().forEach(id -> ChannelTable.remove(handle, id));
  }
}
